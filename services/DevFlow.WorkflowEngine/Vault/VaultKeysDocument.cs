namespace DevFlow.WorkflowEngine.Vault;

/// <summary>The answer of <c>GET /api/v1/vault/keys</c>.</summary>
internal sealed record VaultKeysDocument(IReadOnlyList<VaultKeyRow> Keys, RewrapDocument Rewrap, string? Problem);
