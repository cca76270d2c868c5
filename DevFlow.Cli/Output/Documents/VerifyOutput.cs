namespace DevFlow.Cli.Output;

internal sealed record VerifyOutput(bool Ok, string? Mode, string Root, int Errors, int Warnings, IReadOnlyList<FindingOutput> Findings);
