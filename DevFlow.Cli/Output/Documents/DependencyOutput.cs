namespace DevFlow.Cli.Output;

internal sealed record DependencyOutput(string Key, string Tier, string? Path, string? Description, IReadOnlyList<DependentOutput> Services);
