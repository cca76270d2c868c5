namespace DevFlow.Secrets.Vault;

/// <summary>The columns of <c>devflow.incident_actions</c> that are an <see cref="IncidentAction"/>.</summary>
internal static class IncidentActionRow
{
    public const string Columns = """
        a.id "Id", a.incident "Incident", a.number "Number", a.phase "Phase", a.kind "Kind", a.subject "Subject", a.detail "Detail", a.state "State", a.attempts "Attempts",
        a.not_before "NotBefore", a.begun_at "BegunAt", a.ended_at "EndedAt", a.ended_by "EndedBy", a.result "Result", a.problem "Problem"
        """;
}
