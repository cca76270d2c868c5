using Microsoft.Extensions.Logging;

namespace DevFlow.Secrets.Vault;

/// <summary>What the replica has to say to the person who must act.</summary>
internal static partial class AuditReplicaLog
{
    [LoggerMessage(1, LogLevel.Error, "ALERT: the audit chain {File} is broken behind record {Seq}: {Reason}. What follows stays in the file; look at it with 'devflow audit verify'")]
    public static partial void Broken(ILogger logger, string file, long seq, string reason);

    [LoggerMessage(2, LogLevel.Error, "ALERT: the audit chain {File} begins anew, where {Seq} records of it were taken before: its file was taken away or written anew. Both are kept")]
    public static partial void Anew(ILogger logger, string file, long seq);

    [LoggerMessage(3, LogLevel.Information, "{Count} records of the audit of {Month} are older than they are kept, and were dropped")]
    public static partial void Dropped(ILogger logger, long count, DateOnly month);
}
