namespace DevFlow.WorkflowEngine.Vault;

/// <summary>A key-encryption key as the API shows it. There is no room for a key.</summary>
internal sealed record VaultKeyRow(string Id, string Kind, string State, long DataKeys, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt);
