using System.Threading.RateLimiting;
using DevFlow.Secrets;

namespace DevFlow.McpGateway.Calls;

/// <summary>Puts on record who calls more often than anybody may: once a minute for each caller, since a record for each of thousands would be what they are kept from.</summary>
internal sealed partial class LimitRecords(SecretsWorkspace workspace, ILogger<LimitRecords> logger) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _records = PartitionedRateLimiter.Create<string, string>(who =>
        RateLimitPartition.GetFixedWindowLimiter(who, _ => new() { PermitLimit = 1, Window = TimeSpan.FromMinutes(1) }));

    public async Task WriteAsync(string? who)
    {
        using var lease = _records.AttemptAcquire(who ?? "");
        if (!lease.IsAcquired)
            return;
        try
        {
            await workspace.RecordAsync(new SecretAccess { Key = "mcp:limit", Tier = SecretTier.System, Outcome = SecretOutcomes.Denied, User = who }, CancellationToken.None);
        }
        catch (SecretAuditException fault)
        {
            // It is refused with or without a record.
            LogNotRecorded(fault.Message);
        }
    }

    public void Dispose() => _records.Dispose();

    [LoggerMessage(Level = LogLevel.Error, Message = "a refusal is not on record: {Reason}")]
    private partial void LogNotRecorded(string reason);
}
