using DevFlow.Secrets;

namespace DevFlow.Cli.Output;

/// <summary>Enumerations as the tool writes them.</summary>
internal static class Words
{
    public static string Of(SourceOutcome outcome) => outcome switch
    {
        SourceOutcome.NotFound => "not found",
        SourceOutcome.NotConfigured => "not configured",
        _ => outcome.ToString().ToLowerInvariant(),
    };

    /// <summary>The state of a secret in one word.</summary>
    public static string State(SecretExplanation explanation) => explanation switch
    {
        { Winner: not null, Placeholder: true } => "placeholder",
        { Winner: not null } => "found",
        _ when explanation.Steps.Any(step => step.Outcome is SourceOutcome.Denied) => "denied",
        _ when explanation.Steps.Any(step => step.Outcome is SourceOutcome.Unavailable) => "unavailable",
        _ => "missing",
    };

    public static string Colour(string state) => state switch
    {
        "found" => "green",
        "placeholder" => "yellow",
        "missing" => "grey",
        _ => "red",
    };
}
