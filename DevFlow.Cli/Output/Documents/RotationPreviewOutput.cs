namespace DevFlow.Cli.Output;

internal sealed record RotationPreviewOutput(string Secret, string Rotator, string? Destination, string Overlap, bool IsProven, string? Problem);
