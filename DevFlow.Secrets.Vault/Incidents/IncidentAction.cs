namespace DevFlow.Secrets.Vault;

/// <summary>One thing that is done about a breach.</summary>
public sealed record IncidentAction
{
    /// <summary>Its id. The run of a rotation that it begins bears it too.</summary>
    public required Guid Id { get; init; }

    /// <summary>The incident.</summary>
    public required Guid Incident { get; init; }

    /// <summary>Its number in the incident, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>One of <see cref="IncidentPhases"/>.</summary>
    public required int Phase { get; init; }

    /// <summary>One of <see cref="IncidentActionKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is done to: a secret's key; a principal, <c>user:*</c> for all people, <c>*</c> for all; of a notice, what is told.</summary>
    public required string Subject { get; init; }

    /// <summary>What it is about; for a person, what to do where.</summary>
    public required string Detail { get; init; }

    /// <summary>One of <see cref="IncidentActionStates"/>.</summary>
    public required string State { get; init; }

    /// <summary>How often it did not succeed.</summary>
    public int Attempts { get; init; }

    /// <summary>Before when it is not tried again; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When the engine began; null when it has not.</summary>
    public DateTimeOffset? BegunAt { get; init; }

    /// <summary>When it was done or given up.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The principal that did it.</summary>
    public string? EndedBy { get; init; }

    /// <summary>What came of it.</summary>
    public string? Result { get; init; }

    /// <summary>What went wrong last; null for nothing.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether it is still to be done.</summary>
    public bool IsOpen => EndedAt is null;
}
