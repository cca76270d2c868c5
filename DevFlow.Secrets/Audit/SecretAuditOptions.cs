using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DevFlow.Secrets;

/// <summary>How the audit of a process is kept.</summary>
public sealed record SecretAuditOptions
{
    /// <summary>The full path of the folder of the audit files, such as <c>/srv/devflow/logs/audit</c>. Made when it is not there.</summary>
    public required string Folder { get; init; }

    /// <summary>The name of the process, such as <c>workflow-engine</c>. In file names, what is not a letter, digit, - or _ becomes -.</summary>
    public required string Service { get; init; }

    /// <summary>
    /// Gives the 32 bytes of <c>SECRET_ENCRYPTION_KEY</c>, of which the key of the chain is derived; null or empty for a chain without a key,
    /// which proves order but not authorship. Asked once, before the first record. Default null.
    /// <para>
    /// It must not read the key through a resolver that records into this audit: the record would wait for the key and the key for the
    /// record. After two seconds without an answer the audit counts as failing until there is one.
    /// </para>
    /// </summary>
    public Func<CancellationToken, ValueTask<ReadOnlyMemory<byte>?>>? Key { get; init; }

    /// <summary>Whether an access that cannot be audited is refused (<c>DEVFLOW_AUDIT_REQUIRED</c>). Default false: it is counted.</summary>
    public bool Required { get; init; }

    /// <summary>How often counts are written, and with them an anchor. Default ten seconds, which a crash loses counts of at most.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether whoever records also writes, record by record, instead of a loop of its own that gathers them and a timer that flushes: for a process that
    /// has an end of milliseconds, to which each thread more adds. Default false.
    /// </summary>
    internal bool IsShortLived { get; init; }

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Hears of outages, once each. Default none.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Where the records go; disposed of with the audit. Default files in <see cref="Folder"/>.</summary>
    public ISecretAuditSink? Sink { get; init; }
}
