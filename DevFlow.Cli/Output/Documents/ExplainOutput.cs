using DevFlow.Secrets;

namespace DevFlow.Cli.Output;

internal sealed record ExplainOutput(string Key, string? Reference, string? Winner, bool Placeholder, IReadOnlyList<StepOutput> Steps)
{
    public static ExplainOutput Of(SecretExplanation explanation) => new(
        explanation.Key,
        explanation.Reference?.ToString(),
        explanation.Winner,
        explanation.Placeholder,
        [.. explanation.Steps.Select(StepOutput.Of)]);
}
