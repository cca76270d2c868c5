using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DevFlow.Secrets;

/// <summary>What an <see cref="AuditShipper"/> sends where.</summary>
public sealed record AuditShipperOptions
{
    /// <summary>The folder of the audit, <c>logs/audit</c> below the root. It need not be there yet.</summary>
    public required string Folder { get; init; }

    /// <summary>Whether a service's files are sent, by its name as files bear it. Files of other days and of ended processes are sent too.</summary>
    public required Func<string, bool> Ships { get; init; }

    /// <summary>Where to.</summary>
    public required IAuditReplica Replica { get; init; }

    /// <summary>How often the files are looked at. Default 250 milliseconds, which is how old a denied access gets before it is sent.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest wait between two attempts while the replica is away. Default 30 seconds.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many bytes a batch has at most, unless one line has more. Default 512 KiB.</summary>
    public int MaxBatchBytes { get; init; } = 512 * 1024;

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where outages and broken chains are logged. Default nowhere.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;
}
