namespace DevFlow.Cli.Output;

internal sealed record EvidenceOutput(string Statement, string Query, string Result, bool? Holds, string? Gap);
