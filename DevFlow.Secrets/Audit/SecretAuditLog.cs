using Microsoft.Extensions.Logging;

namespace DevFlow.Secrets;

/// <summary>What the audit logs of itself: outages, each once, and places. Never a part of a value.</summary>
internal static partial class SecretAuditLog
{
    [LoggerMessage(41, LogLevel.Error, "The audit cannot be written; accesses are counted and values still handed out. {Reason}")]
    public static partial void Counting(ILogger logger, string reason);

    [LoggerMessage(42, LogLevel.Error, "The audit cannot be written, and is required; accesses are refused. {Reason}")]
    public static partial void Refusing(ILogger logger, string reason);

    [LoggerMessage(43, LogLevel.Warning, "The audit is written again; {Count} accesses of the outage stand in it as sums")]
    public static partial void Recovered(ILogger logger, long count);

    [LoggerMessage(44, LogLevel.Error, "What is audited may not survive a power cut, and no anchor is written. {Reason}")]
    public static partial void NotFlushed(ILogger logger, string reason);

    [LoggerMessage(45, LogLevel.Error, "The audit ends without the counts of {Count} accesses, which could not be written. {Reason}")]
    public static partial void Lost(ILogger logger, long count, string reason);

    [LoggerMessage(46, LogLevel.Warning, "{Path} does not end in a record of the audit and is left as it is; a new file is begun. "
        + "'devflow audit verify' says what is wrong with it")]
    public static partial void Unreadable(ILogger logger, string path);

    [LoggerMessage(47, LogLevel.Error, "{Path} was taken away while it was written; a new file is begun, which names the lost head")]
    public static partial void TakenAway(ILogger logger, string path);

    [LoggerMessage(48, LogLevel.Warning, "The audit's replica is away; the records stay in their files, and are sent when it is back. {Reason}")]
    public static partial void ReplicaAway(ILogger logger, string reason);

    [LoggerMessage(49, LogLevel.Information, "The audit's replica is back")]
    public static partial void ReplicaBack(ILogger logger);

    [LoggerMessage(50, LogLevel.Error, "The audit's replica takes nothing of {File} behind record {Seq}; the rest stays in the file, look at it with 'devflow audit verify'. {Reason}")]
    public static partial void NotTaken(ILogger logger, string file, long seq, string reason);
}
