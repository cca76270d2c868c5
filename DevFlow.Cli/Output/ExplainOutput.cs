namespace DevFlow.Cli.Output;

internal sealed record ExplainOutput(string Key, string? Reference, string? Winner, bool Placeholder, IReadOnlyList<StepOutput> Steps);
