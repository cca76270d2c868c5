namespace DevFlow.WorkflowEngine.Vault;

/// <summary>Which version is to be replaced by the old value; without it whatever there is.</summary>
internal sealed record RestoreRequest(int? ExpectedVersion);
