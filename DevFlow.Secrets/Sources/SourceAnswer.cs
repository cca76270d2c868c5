namespace DevFlow.Secrets;

/// <summary>A source's answer: a value, or in which way it missed and what to do about it.</summary>
public sealed class SourceAnswer
{
    private SourceAnswer(SourceOutcome outcome, SecretValue? value, string detail, string? remedy)
    {
        Outcome = outcome;
        Value = value;
        Detail = detail;
        Remedy = remedy;
    }

    /// <summary>Whether there is a value, and if not, why.</summary>
    public SourceOutcome Outcome { get; }

    /// <summary>The value; null unless <see cref="Outcome"/> is <see cref="SourceOutcome.Found"/>.</summary>
    public SecretValue? Value { get; }

    /// <summary>Where the value stands, or why there is none; never a part of a value.</summary>
    public string Detail { get; }

    /// <summary>How to set the key in this source; null when there is nothing to do.</summary>
    public string? Remedy { get; }

    /// <summary>Whether the source gave what it remembered from an earlier call, without making one. Default false.</summary>
    public bool FromCache { get; init; }

    /// <summary>
    /// How old the value is, when it is served past its time because the source is away; null for a value that is as good as any.
    /// </summary>
    public TimeSpan? StaleFor { get; init; }

    /// <summary>The source has the value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="detail">Where it stands, such as <c>.env:31</c>.</param>
    public static SourceAnswer Found(SecretValue value, string detail) => new(SourceOutcome.Found, value, detail, remedy: null);

    /// <summary>The source misses, in the way that <paramref name="outcome"/> says.</summary>
    /// <param name="outcome">Any outcome but <see cref="SourceOutcome.Found"/>.</param>
    /// <param name="detail">Why there is no value.</param>
    /// <param name="remedy">What to do about it.</param>
    public static SourceAnswer Missed(SourceOutcome outcome, string detail, string? remedy = null)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(outcome, SourceOutcome.Found);
        return new(outcome, value: null, detail, remedy);
    }

    internal SourceAnswer Aged(bool fromCache, TimeSpan? staleFor) =>
        new(Outcome, Value, Detail, Remedy) { FromCache = fromCache, StaleFor = staleFor };

    internal SourceStep ToStep(string source) => new(source, Outcome, Detail, Remedy) { FromCache = FromCache, StaleFor = StaleFor };
}
