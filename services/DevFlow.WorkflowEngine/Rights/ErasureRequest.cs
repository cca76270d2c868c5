namespace DevFlow.WorkflowEngine.Rights;

/// <summary>Confirms an erasure.</summary>
internal sealed record ErasureRequest(string? Name);
