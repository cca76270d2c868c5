namespace DevFlow.Secrets;

/// <summary>The outcome of asking the cascade for one key.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Value">The first value found.</param>
/// <param name="Denied">The refusal that ended it; null when none did.</param>
/// <param name="Steps">What each source said.</param>
internal sealed record Resolution(SecretRequest Request, SecretValue? Value, SourceStep? Denied, IReadOnlyList<SourceStep> Steps)
{
    public string Outcome => this switch
    {
        { Value: not null } => SecretOutcomes.Hit,
        { Denied: not null } => SecretOutcomes.Denied,
        _ => SecretOutcomes.Miss,
    };
}
