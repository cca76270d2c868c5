using System.ComponentModel;

namespace DevFlow.McpGateway.Rotation;

/// <summary>A rotation that was begun. It has no place for a value.</summary>
internal sealed record RotationRun(
    Guid Id,
    [property: Description("running, overlap, rolling-back, needs-person, finished, rolled-back or failed.")] string State,
    [property: Description("The step that is to be done next, or was the last.")] string Step,
    string RequestedBy,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    string? Problem)
{
    private const string Running = "running";
    private const string RollingBack = "rolling-back";

    /// <summary>Whether it moves by itself within moments: during an overlap both values are accepted, and hours may pass.</summary>
    public bool Moves => EndedAt is null && State is Running or RollingBack;
}
