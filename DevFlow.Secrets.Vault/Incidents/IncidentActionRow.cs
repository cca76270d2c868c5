namespace DevFlow.Secrets.Vault;

/// <summary>A row of <c>devflow.incident_actions</c>.</summary>
internal sealed class IncidentActionRow
{
    public const string Columns = """
        a.id "Id", a.incident "Incident", a.number "Number", a.phase "Phase", a.kind "Kind", a.subject "Subject", a.detail "Detail", a.state "State", a.attempts "Attempts",
        a.not_before "NotBefore", a.begun_at "BegunAt", a.ended_at "EndedAt", a.ended_by "EndedBy", a.result "Result", a.problem "Problem"
        """;

    public required Guid Id { get; init; }

    public required Guid Incident { get; init; }

    public int Number { get; init; }

    public int Phase { get; init; }

    public required string Kind { get; init; }

    public required string Subject { get; init; }

    public required string Detail { get; init; }

    public required string State { get; init; }

    public int Attempts { get; init; }

    public DateTime? NotBefore { get; init; }

    public DateTime? BegunAt { get; init; }

    public DateTime? EndedAt { get; init; }

    public string? EndedBy { get; init; }

    public string? Result { get; init; }

    public string? Problem { get; init; }

    public IncidentAction ToAction() => new()
    {
        Id = Id,
        Incident = Incident,
        Number = Number,
        Phase = Phase,
        Kind = Kind,
        Subject = Subject,
        Detail = Detail,
        State = State,
        Attempts = Attempts,
        NotBefore = At(NotBefore),
        BegunAt = At(BegunAt),
        EndedAt = At(EndedAt),
        EndedBy = EndedBy,
        Result = Result,
        Problem = Problem,
    };

    private static DateTimeOffset? At(DateTime? time) => time is { } there ? new(there, TimeSpan.Zero) : null;
}
