namespace DevFlow.WorkflowEngine.Rotation;

/// <param name="DryRun">Whether it is only to be told what would happen.</param>
internal sealed record RotationRequest(bool DryRun = false);
