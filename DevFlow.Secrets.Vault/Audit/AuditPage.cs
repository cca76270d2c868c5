namespace DevFlow.Secrets.Vault;

/// <summary>Some records of the audit.</summary>
/// <param name="Records">Newest first.</param>
/// <param name="Next">What to ask with for those behind them; null when there are none.</param>
public sealed record AuditPage(IReadOnlyList<StoredAuditRecord> Records, string? Next);
