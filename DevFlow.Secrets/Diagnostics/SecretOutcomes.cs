namespace DevFlow.Secrets;

/// <summary>The values of the tag <c>secret.outcome</c>.</summary>
public static class SecretOutcomes
{
    /// <summary>A value was handed out.</summary>
    public const string Hit = "hit";

    /// <summary>No source had a value.</summary>
    public const string Miss = "miss";

    /// <summary>A source refused to tell.</summary>
    public const string Denied = "denied";

    /// <summary>A source could not be asked, or the resolution failed.</summary>
    public const string Error = "error";

    internal static string Of(SourceOutcome outcome) => outcome switch
    {
        SourceOutcome.Found => Hit,
        SourceOutcome.Denied => Denied,
        SourceOutcome.Unavailable => Error,
        _ => Miss,
    };

    internal static string Of(SecretTier tier) => tier switch
    {
        SecretTier.User => "user",
        SecretTier.Project => "project",
        _ => "system",
    };
}
