namespace DevFlow.Secrets;

/// <summary>What a replica did with a batch.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Seq">The number of the record of the chain that it has last.</param>
/// <param name="Mac">That record's seal.</param>
/// <param name="Taken">How many records of the batch were new and are kept.</param>
/// <param name="Reason">For the person who must act, when the outcome is not <see cref="AuditAppendOutcome.Taken"/>; else null.</param>
public sealed record AuditAppended(AuditAppendOutcome Outcome, long Seq, string Mac, int Taken, string? Reason = null);
