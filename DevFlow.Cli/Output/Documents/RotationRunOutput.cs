namespace DevFlow.Cli.Output;

internal sealed record RotationRunOutput(
    Guid Id,
    string Secret,
    string Rotator,
    string? Destination,
    string State,
    string Step,
    DateTimeOffset StartedAt,
    DateTimeOffset? NotBefore,
    DateTimeOffset? EndedAt,
    string? Problem);
