namespace DevFlow.Secrets;

/// <summary>
/// Where the records of the audit go. Called by one caller at a time, from the same <see cref="SecretAudit"/>, in the order in which
/// things happened; a failed call is not repeated, its records come again added up as <see cref="AuditRecordKind.Gap"/>.
/// </summary>
public interface ISecretAuditSink : IAsyncDisposable
{
    /// <summary>
    /// Appends all records or none. When it returns they survive the end of the process, and a power cut too if one of them
    /// <see cref="AuditRecord.IsUrgent"/>.
    /// </summary>
    /// <param name="records">The records, at least one. The list is used again after the call.</param>
    /// <param name="cancellationToken">Ends the wait; whether the records were appended is then open.</param>
    /// <exception cref="Exception">
    /// Nothing was appended. The message says where and why, for the person who must act; it reaches the log.
    /// </exception>
    ValueTask AppendAsync(IReadOnlyList<AuditRecord> records, CancellationToken cancellationToken);

    /// <summary>Makes what was appended survive a power cut. Called every flush interval and at the end.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask FlushAsync(CancellationToken cancellationToken);
}
