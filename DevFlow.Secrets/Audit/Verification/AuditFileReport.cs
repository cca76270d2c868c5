namespace DevFlow.Secrets;

/// <summary>What the verifier says of one file of the audit.</summary>
/// <param name="File">Its path below the folder of the audit.</param>
/// <param name="Records">How many whole records it has, up to the first that is broken.</param>
/// <param name="Accesses">How many accesses these stand for.</param>
/// <param name="Proof">How far its chain is proven.</param>
/// <param name="From">The time of its first record; null when there is none.</param>
/// <param name="To">The time of its last record; null when there is none.</param>
/// <param name="IsIntact">Whether no error was found in it, nor in what other files say of it.</param>
public sealed record AuditFileReport(
    string File, long Records, long Accesses, AuditProof Proof, DateTimeOffset? From, DateTimeOffset? To, bool IsIntact);
