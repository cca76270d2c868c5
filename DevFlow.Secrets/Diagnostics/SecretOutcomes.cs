namespace DevFlow.Secrets;

/// <summary>The values of the tag <c>secret.outcome</c>, and of the outcome in the audit.</summary>
public static class SecretOutcomes
{
    /// <summary>A value was handed out.</summary>
    public const string Hit = "hit";

    /// <summary>No source had a value.</summary>
    public const string Miss = "miss";

    /// <summary>A value was handed out past its time, because its source is away.</summary>
    public const string Stale = "stale";

    /// <summary>A source refused to tell.</summary>
    public const string Denied = "denied";

    /// <summary>A source could not be asked, a reference is ambiguous, or the resolution failed.</summary>
    public const string Error = "error";

    /// <summary>A value was written to the source; only in the audit.</summary>
    public const string Written = "written";

    /// <summary>A value was removed from the source; only in the audit.</summary>
    public const string Removed = "removed";

    /// <summary>A rotation ended with a new value in force and the one before retired; only in the audit.</summary>
    public const string Rotated = "rotated";

    /// <summary>A rotation was taken back: the value of before is in force; only in the audit.</summary>
    public const string RolledBack = "rolled-back";

    internal static IReadOnlyList<string> All { get; } = [Hit, Miss, Stale, Denied, Error, Written, Removed, Rotated, RolledBack];

    internal static string Of(SourceAnswer answer) => answer.StaleFor is null ? Of(answer.Outcome) : Stale;

    internal static string Of(SourceOutcome outcome) => outcome switch
    {
        SourceOutcome.Found => Hit,
        SourceOutcome.Denied => Denied,
        SourceOutcome.Unavailable or SourceOutcome.Ambiguous => Error,
        _ => Miss,
    };

    internal static string Of(SecretTier tier) => tier switch
    {
        SecretTier.User => "user",
        SecretTier.Project => "project",
        _ => "system",
    };
}
