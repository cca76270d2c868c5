namespace DevFlow.Cli.Output;

internal sealed record InjectOutput(string Path, int Secrets);
