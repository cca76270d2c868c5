using DevFlow.Hosting.Local;

namespace DevFlow.Dashboard.Secrets;

/// <summary>What is known of one secret at one moment: what the app host registered, and what its lookups told. Never its value.</summary>
public sealed record SecretView(string Key, string Tier)
{
    /// <summary>What the app host said of it; null for a key that only the telemetry named.</summary>
    public DashboardSecret? Registered { get; init; }

    /// <summary>The latest lookups of which there are spans, the latest first.</summary>
    public IReadOnlyList<SecretLookup> Lookups { get; init; } = [];

    /// <summary>The services that have looked it up, the latest first.</summary>
    public IReadOnlyList<SecretReader> Readers { get; init; } = [];

    /// <summary>When its value was last fetched from a source rather than remembered; null when that was not seen.</summary>
    public DateTimeOffset? Fetched => Readers.Max(reader => reader.Fetched);

    public SecretAccess? Last => Readers.Count == 0 ? null : Readers[0].Last;

    public long Total => Readers.Sum(reader => reader.Lookups);

    public long Misses => Readers.Sum(reader => reader.Misses);

    public long Fallbacks => Readers.Sum(reader => reader.Fallbacks);

    /// <summary>How many lookups there were in each of the last 30 minutes, the last 60 seconds at the end.</summary>
    public IReadOnlyList<long> Minutes => [.. Enumerable.Range(0, LookupRate.Minutes).Select(minute => Readers.Sum(reader => reader.Minutes[minute]))];

    public bool IsRequired => Registered is { IsRequired: true };

    /// <summary>Whether a person should look at it: it is refused, away, served past its time, or missing where it is required.</summary>
    public bool IsProblem => Last is { } last && (last.Outcome is SecretOutcome.Denied or SecretOutcome.Error or SecretOutcome.Stale || (last.Outcome is SecretOutcome.Miss && IsRequired));
}
