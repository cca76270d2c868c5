namespace DevFlow.Secrets;

/// <summary>How far a chain has been followed.</summary>
/// <param name="Seq">The number of the last record; 0 before the first.</param>
/// <param name="Mac">The mac of the last record.</param>
/// <param name="KeyId">The key that the last header names; null when it is not keyed.</param>
/// <param name="Key">What seals are checked with; null when that key is not at hand.</param>
internal readonly record struct AuditChainState(long Seq, string Mac, string? KeyId, AuditKey? Key);
