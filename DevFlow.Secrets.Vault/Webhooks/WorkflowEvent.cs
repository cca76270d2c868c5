namespace DevFlow.Secrets.Vault;

/// <summary>Something that happened elsewhere, told by a webhook.</summary>
public sealed record WorkflowEvent
{
    /// <summary>The id, which grows.</summary>
    public required long Id { get; init; }

    /// <summary><c>github</c>, <c>jira</c> or <c>confluence</c>.</summary>
    public required string Source { get; init; }

    /// <inheritdoc cref="WebhookDelivery.Type"/>
    public required string Type { get; init; }

    /// <inheritdoc cref="WebhookDelivery.Action"/>
    public string? Action { get; init; }

    /// <inheritdoc cref="WebhookDelivery.Id"/>
    public required string Delivery { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Who took it: <c>engine:webhooks</c>, or whose key a hybrid engine hands events on with.</summary>
    public required string TakenBy { get; init; }

    /// <summary><c>new</c>, <c>claimed</c> or <c>done</c>.</summary>
    public required string State { get; init; }

    /// <summary>The principal that works on it, or has.</summary>
    public string? ClaimedBy { get; init; }

    /// <summary>From when on others may claim it.</summary>
    public DateTimeOffset? ClaimedUntil { get; init; }

    /// <summary>How often it was claimed.</summary>
    public required int Attempts { get; init; }

    /// <summary>When it was done.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>The body that the sender signed, JSON; null in lists.</summary>
    public string? Payload { get; init; }
}
