namespace DevFlow.WorkflowEngine.Rotation;

/// <param name="DryRun">Whether it is only to be told what would happen.</param>
/// <param name="Rotator">What rotates a project's secret, such as <c>random-key</c>; of the platform's the catalog says it.</param>
internal sealed record RotationRequest(bool DryRun = false, string? Rotator = null);
