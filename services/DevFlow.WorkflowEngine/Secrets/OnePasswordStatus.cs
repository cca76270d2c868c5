namespace DevFlow.WorkflowEngine.Secrets;

internal sealed record OnePasswordStatus(bool Configured, string Detail);
