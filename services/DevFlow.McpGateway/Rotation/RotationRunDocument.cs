namespace DevFlow.McpGateway.Rotation;

/// <summary>A run as the Workflow Engine answers.</summary>
internal sealed record RotationRunDocument(RotationRun Run);
