namespace DevFlow.Secrets;

/// <summary>What one source said of one key. Holds no part of a value.</summary>
/// <param name="Source">The name of the source.</param>
/// <param name="Outcome">Whether it had a value, and if not, in which of the ways it missed.</param>
/// <param name="Detail">Where the value stands or why there is none, such as <c>.env:31</c>.</param>
/// <param name="Remedy">How to set the key in this source; null when there is nothing to do.</param>
public sealed record SourceStep(string Source, SourceOutcome Outcome, string Detail, string? Remedy)
{
    /// <inheritdoc cref="SourceAnswer.FromCache"/>
    public bool FromCache { get; init; }

    /// <inheritdoc cref="SourceAnswer.StaleFor"/>
    public TimeSpan? StaleFor { get; init; }

    /// <summary>The outcome in words, for listings and messages.</summary>
    public string OutcomeText => Outcome switch
    {
        SourceOutcome.Found => StaleFor is null ? "found" : "found, stale",
        SourceOutcome.NotFound => "not found",
        SourceOutcome.NotConfigured => "not configured",
        SourceOutcome.Unavailable => "unavailable",
        SourceOutcome.Ambiguous => "ambiguous",
        _ => "denied",
    };
}
