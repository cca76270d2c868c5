namespace DevFlow.Secrets.Vault;

/// <summary>What has become of one secret so far.</summary>
internal sealed class RotationHistory
{
    public required string Secret { get; init; }

    /// <summary>Since when the secret is known; null when nobody has looked yet.</summary>
    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>How often it has failed since it last succeeded.</summary>
    public int Failures { get; init; }

    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>When somebody last took a run back since it last succeeded.</summary>
    public DateTimeOffset? TakenBackAt { get; init; }

    public string? Problem { get; init; }

    public Guid? Run { get; init; }

    public string? State { get; init; }
}
