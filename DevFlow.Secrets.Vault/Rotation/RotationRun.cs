namespace DevFlow.Secrets.Vault;

/// <summary>A rotation of one secret, as people see it. It has no place for a value.</summary>
public sealed record RotationRun
{
    /// <summary>Its id, in the order of time.</summary>
    public required Guid Id { get; init; }

    /// <summary>The environment key of a secret of the platform, or <c>project/&lt;project&gt;/&lt;environment&gt;/&lt;KEY&gt;</c>.</summary>
    public required string Secret { get; init; }

    /// <summary>One of <see cref="RotationReasons"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>The principal that asked for it.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>The name of the rotator.</summary>
    public required string Rotator { get; init; }

    /// <summary>Where the secret lives, as in <see cref="SecretSourceNames"/>; null before that is found out.</summary>
    public string? Destination { get; init; }

    /// <summary>One of <see cref="RotationStates"/>.</summary>
    public required string State { get; init; }

    /// <summary>The step that is to be done next, one of <see cref="RotationSteps"/>; of a run that has ended, the last.</summary>
    public required string Step { get; init; }

    /// <summary>How often the step has failed.</summary>
    public int Attempts { get; init; }

    /// <summary>When it was begun.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it last moved.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Before when the step is not done; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When it ended; null when it has not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What went wrong last; null for nothing.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether the value before works no more, or may be ended already, so that there is no way back.</summary>
    internal bool IsPastReturn { get; init; }

    /// <summary>Whether there is something to do for it, now or later.</summary>
    public bool IsLive => EndedAt is null;
}
