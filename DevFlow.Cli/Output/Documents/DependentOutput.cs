namespace DevFlow.Cli.Output;

internal sealed record DependentOutput(string Service, string State, long Reads, DateTimeOffset? FirstRead, DateTimeOffset? LastRead);
