namespace DevFlow.Secrets.Vault;

/// <summary>The columns of <c>devflow.workflow_events</c> that are a <see cref="WorkflowEvent"/>.</summary>
internal static class WorkflowEventRow
{
    public const string Columns = """
        e.id AS "Id", e.source AS "Source", e.type AS "Type", e.action AS "Action", e.delivery AS "Delivery", e.received_at AS "ReceivedAt", e.taken_by AS "TakenBy", e.state AS "State",
        e.claimed_by AS "ClaimedBy", e.claimed_until AS "ClaimedUntil", e.attempts AS "Attempts", e.done_at AS "DoneAt"
        """;
}
