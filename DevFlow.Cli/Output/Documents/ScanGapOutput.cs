namespace DevFlow.Cli.Output;

internal sealed record ScanGapOutput(string Path, string Reason);
