using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Rotation;

/// <param name="Run">Where it stands.</param>
/// <param name="Steps">What was done, in its order.</param>
internal sealed record RotationRunDocument(RotationRun Run, IReadOnlyList<RotationStep> Steps);
