namespace DevFlow.WorkflowEngine.Incidents;

/// <param name="Note">What was done.</param>
internal sealed record FinishRequest(string? Note);
