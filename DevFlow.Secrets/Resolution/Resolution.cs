namespace DevFlow.Secrets;

/// <summary>The outcome of asking the cascade for one key.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Value">The first value found.</param>
/// <param name="Winning">The step that gave it. Its source is where the value stands or is pointed to, not always what holds it.</param>
/// <param name="Refusal">The step that ended it without a value: denied, or ambiguous; null when none did.</param>
/// <param name="Steps">What each source said.</param>
internal sealed record Resolution(
    SecretRequest Request, SecretValue? Value, SourceStep? Winning, SourceStep? Refusal, IReadOnlyList<SourceStep> Steps)
{
    public string Outcome => this switch
    {
        { Winning.StaleFor: not null } => SecretOutcomes.Stale,
        { Value: not null } => SecretOutcomes.Hit,
        { Refusal.Outcome: SourceOutcome.Denied } => SecretOutcomes.Denied,
        { Refusal: not null } => SecretOutcomes.Error,
        _ => SecretOutcomes.Miss,
    };

    /// <summary>
    /// Whether the answer would be another if a source were well: it is stale, or a source that should have been first was passed
    /// over. Such an answer is not worth remembering for long.
    /// </summary>
    public bool IsMakeshift => Winning?.StaleFor is not null
        || Steps.TakeWhile(step => step != Winning).Any(step => step.Outcome is SourceOutcome.Unavailable or SourceOutcome.Denied);
}
