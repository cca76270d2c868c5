namespace DevFlow.Secrets;

/// <summary>Where a secret would come from, and why: each source asked in order, and the first that had a value.</summary>
/// <param name="Key">The environment key asked for.</param>
/// <param name="Reference">The 1Password reference, given or from the catalog.</param>
/// <param name="Winner">The source that holds the value which is handed out; null when no source has one.</param>
/// <param name="WinningStep">
/// The step that led to it; null when no source has a value. Its source differs from <paramref name="Winner"/> when a line of
/// <c>.env</c> only refers to 1Password.
/// </param>
/// <param name="Placeholder">The winning value is one of the examples that ship in <c>.env.example</c>, not a real secret.</param>
/// <param name="Steps">One step per source, in the order of the cascade.</param>
public sealed record SecretExplanation(
    string Key,
    SecretReference? Reference,
    string? Winner,
    SourceStep? WinningStep,
    bool Placeholder,
    IReadOnlyList<SourceStep> Steps)
{
    /// <summary>The state of the secret as a whole.</summary>
    public SecretState State => this switch
    {
        { Winner: not null } => Placeholder ? SecretState.Placeholder : SecretState.Found,
        _ when Steps.Any(step => step.Outcome == SourceOutcome.Ambiguous) => SecretState.Ambiguous,
        _ when Steps.Any(step => step.Outcome == SourceOutcome.Denied) => SecretState.Denied,
        _ when Steps.Any(step => step.Outcome == SourceOutcome.Unavailable) => SecretState.Unavailable,
        _ => SecretState.Missing,
    };
}
