using DevFlow.Secrets;

namespace DevFlow.McpGateway.Calls;

/// <summary>Puts on record who calls more often than anybody may, and how often.</summary>
internal sealed partial class LimitRecords(SecretsWorkspace workspace, ILogger<LimitRecords> logger)
{
    public async Task WriteAsync(string? who)
    {
        try
        {
            await workspace.CountAsync(new SecretAccess { Key = "mcp:limit", Tier = SecretTier.System, Outcome = SecretOutcomes.Denied, User = who }, CancellationToken.None);
        }
        catch (Exception fault) when (fault is SecretAuditException or ObjectDisposedException)
        {
            // It is refused with or without a record.
            LogNotRecorded(fault.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "a refusal is not on record: {Reason}")]
    private partial void LogNotRecorded(string reason);
}
