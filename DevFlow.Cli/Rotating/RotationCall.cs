namespace DevFlow.Cli.Rotating;

/// <param name="DryRun">Whether it is only to be told what would happen.</param>
/// <param name="Rotator">What rotates a project's secret; null where the catalog says it.</param>
internal sealed record RotationCall(bool DryRun, string? Rotator);
