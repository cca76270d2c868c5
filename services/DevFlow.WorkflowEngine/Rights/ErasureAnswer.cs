namespace DevFlow.WorkflowEngine.Rights;

/// <summary>What was destroyed; copies in 1Password go next.</summary>
internal sealed record ErasureAnswer(long DataKeys);
