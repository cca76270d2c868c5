namespace DevFlow.Secrets.Vault;

/// <summary>What is to become of a secret, and when.</summary>
public sealed record RotationPlan
{
    /// <summary>A state: nothing rotates it but people.</summary>
    public const string ByHand = "by-hand";

    /// <summary>A state: it is rotated when somebody asks for it, since the catalog has no period.</summary>
    public const string OnDemand = "on-demand";

    /// <summary>A state: its time will come.</summary>
    public const string Scheduled = "scheduled";

    /// <summary>A state: its time has come.</summary>
    public const string Due = "due";

    /// <summary>The environment key.</summary>
    public required string Secret { get; init; }

    /// <summary>The name of what replaces it; null where that is left to people.</summary>
    public string? Rotator { get; init; }

    /// <summary>Its period, as the catalog writes it, such as <c>90d</c>; null for none.</summary>
    public string? Every { get; init; }

    /// <summary>The hours in UTC in which it may be replaced by schedule, such as <c>02:00-05:00</c>; null for all.</summary>
    public string? Window { get; init; }

    /// <summary>When a value of its came into force last; null when no run has done so.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>When it is to be replaced next; null for never by itself.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>One of those above, or of a run that is under way one of <see cref="RotationStates"/>.</summary>
    public required string State { get; init; }

    /// <summary>The run that is under way; null for none.</summary>
    public Guid? Run { get; init; }

    /// <summary>How often it has failed since it last succeeded.</summary>
    public int Failures { get; init; }

    /// <summary>Why it failed last, when it has not succeeded since; null otherwise.</summary>
    public string? Problem { get; init; }
}
