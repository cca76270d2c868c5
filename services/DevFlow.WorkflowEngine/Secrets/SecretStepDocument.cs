namespace DevFlow.WorkflowEngine.Secrets;

internal sealed record SecretStepDocument(string Source, string Outcome, string Detail, string? Remedy);
