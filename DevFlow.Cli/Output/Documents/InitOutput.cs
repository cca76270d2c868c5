namespace DevFlow.Cli.Output;

internal sealed record InitOutput(string Path, bool Created, IReadOnlyList<string> Generated);
