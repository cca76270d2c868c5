using DevFlow.Secrets;
using ModelContextProtocol;

namespace DevFlow.McpGateway.Calls;

/// <summary>Puts calls on record beside the accesses to secrets; the Workflow Engine gets them with those.</summary>
internal sealed class CallRecords(SecretsWorkspace workspace)
{
    /// <exception cref="McpException">It cannot be put on record, and the audit is required.</exception>
    public async ValueTask WriteAsync(string what, string outcome, string? who)
    {
        try
        {
            // Whoever hangs up does not go unrecorded.
            await workspace.RecordAsync(new SecretAccess { Key = what, Tier = SecretTier.System, Outcome = outcome, User = who }, CancellationToken.None);
        }
        catch (SecretAuditException fault)
        {
            throw new McpException($"What cannot be put on record is not answered: {fault.Message}", fault);
        }
    }
}
