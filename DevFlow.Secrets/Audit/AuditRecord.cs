namespace DevFlow.Secrets;

/// <summary>One record of the audit, as a sink takes it.</summary>
public sealed record AuditRecord
{
    /// <summary>What the record tells.</summary>
    public required AuditRecordKind Kind { get; init; }

    /// <summary>When it was made. The clock of the machine, which may be set back.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>
    /// What was accessed, without trace ids unless <see cref="Kind"/> is <see cref="AuditRecordKind.Access"/>. Null for the accesses of a
    /// gap that were too many different ones to be kept apart.
    /// </summary>
    public SecretAccess? Access { get; init; }

    /// <summary>How many accesses it stands for; exact. Default 1.</summary>
    public long Count { get; init; } = 1;

    /// <summary>The start of the window in which they happened; null for a single access.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The end of the window in which they happened; null for a single access.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Whether these accesses of a gap were refused, since the audit is required.</summary>
    public bool Refused { get; init; }

    /// <summary>Whether it has to survive a power cut from the moment on that it is appended: nobody asks again for what was refused.</summary>
    public bool IsUrgent => Kind is AuditRecordKind.Access && Access?.Outcome is SecretOutcomes.Denied or SecretOutcomes.Error;
}
