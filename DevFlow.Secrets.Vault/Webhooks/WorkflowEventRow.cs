namespace DevFlow.Secrets.Vault;

/// <summary>A row of <c>devflow.workflow_events</c>.</summary>
internal sealed record WorkflowEventRow(
    long Id,
    string Source,
    string Type,
    string? Action,
    string Delivery,
    DateTime ReceivedAt,
    string TakenBy,
    string State,
    string? ClaimedBy,
    DateTime? ClaimedUntil,
    int Attempts,
    DateTime? DoneAt,
    string? Payload)
{
    public const string Columns = """
        e.id AS "Id", e.source AS "Source", e.type AS "Type", e.action AS "Action", e.delivery AS "Delivery", e.received_at AS "ReceivedAt", e.taken_by AS "TakenBy", e.state AS "State",
        e.claimed_by AS "ClaimedBy", e.claimed_until AS "ClaimedUntil", e.attempts AS "Attempts", e.done_at AS "DoneAt"
        """;

    public WorkflowEvent ToEvent() => new()
    {
        Id = Id,
        Source = Source,
        Type = Type,
        Action = Action,
        Delivery = Delivery,
        ReceivedAt = new(ReceivedAt, TimeSpan.Zero),
        TakenBy = TakenBy,
        State = State,
        ClaimedBy = ClaimedBy,
        ClaimedUntil = TimeOf(ClaimedUntil),
        Attempts = Attempts,
        DoneAt = TimeOf(DoneAt),
        Payload = Payload,
    };

    private static DateTimeOffset? TimeOf(DateTime? time) => time is { } given ? new(given, TimeSpan.Zero) : null;
}
