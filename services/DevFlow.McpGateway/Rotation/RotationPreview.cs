namespace DevFlow.McpGateway.Rotation;

/// <summary>What a rotation would do, as the Workflow Engine says.</summary>
internal sealed record RotationPreview(string Secret, string Rotator, string? Destination, string Overlap, bool IsProven, string? Problem);
