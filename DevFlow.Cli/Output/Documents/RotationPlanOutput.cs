namespace DevFlow.Cli.Output;

internal sealed record RotationPlanOutput(
    string Secret, string? Rotator, string? Every, string? Window, DateTimeOffset? LastAt, DateTimeOffset? NextAt, string State, Guid? Run, int Failures, string? Problem);
