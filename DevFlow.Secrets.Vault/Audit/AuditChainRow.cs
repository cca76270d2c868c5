namespace DevFlow.Secrets.Vault;

/// <summary>A chain as the database has it, locked.</summary>
internal sealed record AuditChainRow(long Id, int Part, long Seq, string Mac, string? KeyId, string State, string? Proof);
