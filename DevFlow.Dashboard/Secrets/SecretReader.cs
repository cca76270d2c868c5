namespace DevFlow.Dashboard.Secrets;

/// <summary>A service that has looked a secret up, and how often.</summary>
/// <param name="Service">Its name.</param>
/// <param name="Last">Its latest lookup.</param>
public sealed record SecretReader(string Service, SecretAccess Last)
{
    public long Lookups { get; init; }

    public long Misses { get; init; }

    public long Fallbacks { get; init; }

    /// <summary>When it last fetched the value from a source rather than from memory; null when that was not seen.</summary>
    public DateTimeOffset? Fetched { get; init; }

    /// <summary>How many lookups there were in each of the last 30 minutes, the last 60 seconds at the end.</summary>
    public IReadOnlyList<long> Minutes { get; init; } = [];
}
