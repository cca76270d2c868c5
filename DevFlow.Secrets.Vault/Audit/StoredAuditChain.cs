namespace DevFlow.Secrets.Vault;

/// <summary>A chain of the audit as the database has it.</summary>
public sealed record StoredAuditChain
{
    /// <summary>Its id; records name it.</summary>
    public required long Id { get; init; }

    /// <summary>The name of its file.</summary>
    public required string File { get; init; }

    /// <summary>Above 1 when the file was begun anew under its name.</summary>
    public required int Part { get; init; }

    /// <summary>The service that writes it.</summary>
    public required string Service { get; init; }

    /// <summary>The number of the record that was taken last.</summary>
    public required long Seq { get; init; }

    /// <summary>That record's seal.</summary>
    public required string Mac { get; init; }

    /// <summary><c>open</c>, <c>closed</c> by its process, <c>broken</c> (see <see cref="Reason"/>), or <c>replaced</c> by a later part.</summary>
    public required string State { get; init; }

    /// <summary>Why it is broken or replaced.</summary>
    public string? Reason { get; init; }

    /// <summary>How far its records are proven: all <c>keyed</c>, some <c>unkeyed</c>, or some by their <c>links</c> alone, since their key was not at hand.</summary>
    public string? Proof { get; init; }

    /// <summary>The time of the record that was taken last.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>When records were taken last.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>The number of the last record that retention dropped; 0 when it dropped none.</summary>
    public long DroppedSeq { get; init; }

    /// <summary>That record's seal, which the first that is left names.</summary>
    public string DroppedMac { get; init; } = "";

    /// <summary>How many seconds later than it was made the last record was taken; null before the first.</summary>
    public double? LagSeconds => Time is { } made ? Math.Max(0, (TakenAt - made).TotalSeconds) : null;
}
