namespace DevFlow.Cli.Output;

internal sealed record DependenciesOutput(DateTimeOffset? ObservedSince, IReadOnlyList<DependencyOutput> Secrets);
