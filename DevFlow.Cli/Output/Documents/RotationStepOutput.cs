namespace DevFlow.Cli.Output;

internal sealed record RotationStepOutput(string Step, DateTimeOffset StartedAt, DateTimeOffset EndedAt, string? Problem);
