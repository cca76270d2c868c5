namespace DevFlow.Cli.Rotating;

/// <param name="DryRun">Whether it is only to be told what would happen.</param>
internal sealed record RotationCall(bool DryRun);
