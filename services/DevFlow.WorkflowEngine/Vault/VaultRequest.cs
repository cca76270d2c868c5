namespace DevFlow.WorkflowEngine.Vault;

/// <summary>Which 1Password vault is set aside, by its title or id; null for none.</summary>
internal sealed record VaultRequest(string? Vault);
