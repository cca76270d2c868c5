using Microsoft.Extensions.Logging;

namespace DevFlow.Secrets;

/// <summary>What a resolver works with. Only <see cref="Sources"/> has to be given.</summary>
public sealed record SecretResolverOptions
{
    /// <summary>The sources in order: the first value wins.</summary>
    public required IReadOnlyList<ISecretSource> Sources { get; init; }

    /// <summary>Gives the catalog that says which reference and tier a key has. Default an empty one.</summary>
    public Func<SecretCatalog> Catalog { get; init; } = () => SecretCatalog.Empty;

    /// <summary>
    /// Gives the mode. In local mode a source that denies is passed over; in every other, and when the mode is not known or not
    /// given, a denial is final.
    /// </summary>
    public Func<DevFlowMode?> Mode { get; init; } = () => null;

    /// <summary>
    /// How long a resolved value is served from memory, less up to a tenth, so that not all expire at once. Default zero: each read
    /// asks the sources.
    /// </summary>
    public TimeSpan Remember { get; init; }

    /// <summary>
    /// How long an answer is served that would be another if every source were well: a stale value, or one that stands behind a
    /// source that is away. Default five seconds; never longer than <see cref="Remember"/>.
    /// </summary>
    public TimeSpan RecheckAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Where each access is put on record before a value is handed out. Default nowhere.</summary>
    public SecretAudit? Audit { get; init; }

    /// <summary>Learns each value that is handed out, so that it can be masked in logs and traces. Default nobody.</summary>
    public SecretScrubber? Scrubber { get; init; }

    /// <summary>Says for whom the calling code works, for the audit. Default nobody in particular: the process itself.</summary>
    public Func<string?>? User { get; init; }

    /// <summary>Hears what happens, without values. Default nobody.</summary>
    public ILogger? Logger { get; init; }

    /// <summary>Measures durations and ages. Default the system's clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
