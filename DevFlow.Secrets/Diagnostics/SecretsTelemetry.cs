using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace DevFlow.Secrets;

/// <summary>
/// The names of DevFlow's secret telemetry. Spans and metrics carry keys, sources and outcomes; never a part of a value.
/// </summary>
public static class SecretsTelemetry
{
    /// <summary>The name of the activity source and of the meter, to subscribe to.</summary>
    public const string Name = "DevFlow.Secrets";

    /// <summary>The span of one resolution.</summary>
    public const string ResolveSpan = "secret.resolve";

    /// <summary>The span of one source tried within a resolution.</summary>
    public const string SourceSpan = "secret.source.ask";

    /// <summary>The span of a rotation, from where this process took it up to where it waits or ended.</summary>
    public const string RotationSpan = "secret.rotation";

    /// <summary>The span of one step of a rotation.</summary>
    public const string RotationStepSpan = "secret.rotation.step";

    /// <summary>The event of a <see cref="ResolveSpan"/> when a source that was unavailable or denied is passed over.</summary>
    public const string FallbackEvent = "secret.fallback";

    /// <summary>The environment key asked for.</summary>
    public const string KeyTag = "secret.key";

    /// <summary>The tier of the key: <c>system</c>, <c>user</c> or <c>project</c>.</summary>
    public const string TierTag = "secret.tier";

    /// <summary>The source that answered, or that the span asked.</summary>
    public const string SourceTag = "secret.source";

    /// <summary>How it ended; see <see cref="SecretOutcomes"/>.</summary>
    public const string OutcomeTag = "secret.outcome";

    /// <summary><see cref="CacheHit"/> when the answer was remembered, <see cref="CacheMiss"/> when its source was asked.</summary>
    public const string CacheTag = "secret.cache";

    /// <summary>The age of a stale value in seconds.</summary>
    public const string AgeTag = "secret.age";

    /// <summary>The state that a rotation has come to.</summary>
    public const string RotationStateTag = "secret.rotation.state";

    /// <summary>The step of a rotation.</summary>
    public const string RotationStepTag = "secret.rotation.step";

    /// <summary>What rotates.</summary>
    public const string RotatorTag = "secret.rotator";

    /// <summary>A value of <see cref="CacheTag"/>.</summary>
    public const string CacheHit = "hit";

    /// <summary>A value of <see cref="CacheTag"/>.</summary>
    public const string CacheMiss = "miss";

    internal static readonly ActivitySource Source = new(Name);

    private static readonly Meter _meter = new(Name);

    // Units and the base unit of seconds as OpenTelemetry's metric conventions have them.
    internal static readonly Histogram<double> ResolveDuration =
        _meter.CreateHistogram<double>("secret.resolve.duration", "s", "How long a resolution took.");

    internal static readonly Counter<long> Access =
        _meter.CreateCounter<long>("secret.access", "{access}", "Resolutions, by key, tier, source, outcome and cache.");

    internal static readonly Counter<long> Fallback =
        _meter.CreateCounter<long>("secret.fallback", "{fallback}", "Sources passed over because they were unavailable or denied, by key, source and outcome.");

    internal static readonly Counter<long> Rotation =
        _meter.CreateCounter<long>("secret.rotation", "{rotation}", "Announced rotations of secrets that this process reads, by key.");

    internal static readonly Counter<long> RotationRuns =
        _meter.CreateCounter<long>("secret.rotation.runs", "{run}", "Rotations that ended, by state and rotator.");

    internal static readonly Counter<long> RotationFailures =
        _meter.CreateCounter<long>("secret.rotation.failures", "{failure}", "Steps of rotations that failed, by step and rotator.");

    internal static readonly Histogram<double> RotationDuration =
        _meter.CreateHistogram<double>("secret.rotation.duration", "s", "From the begin of a rotation until its value is in force or it was given up, by state and rotator.");

    internal static readonly Counter<long> Rewrap =
        _meter.CreateCounter<long>("secret.rewrap", "{data_key}", "Data keys of the vault that were wrapped anew under another key-encryption key.");

    /// <summary>Whether anybody listens. Where nobody does, a read from memory costs no clock and no tags.</summary>
    internal static bool IsObserved => Source.HasListeners() || Access.Enabled || ResolveDuration.Enabled;
}
