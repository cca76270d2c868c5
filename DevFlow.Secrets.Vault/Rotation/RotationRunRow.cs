namespace DevFlow.Secrets.Vault;

/// <summary>A row of <c>devflow.rotation_runs</c>.</summary>
internal sealed class RotationRunRow
{
    public const string Columns = """
        id "Id", secret "Secret", reason "Reason", requested_by "RequestedBy", rotator "Rotator", destination "Destination", state "State", step "Step", attempts "Attempts",
        started_at "StartedAt", changed_at "ChangedAt", not_before "NotBefore", ended_at "EndedAt", problem "Problem", past_return "IsPastReturn"
        """;

    public required Guid Id { get; init; }

    public required string Secret { get; init; }

    public required string Reason { get; init; }

    public required string RequestedBy { get; init; }

    public required string Rotator { get; init; }

    public string? Destination { get; init; }

    public required string State { get; init; }

    public required string Step { get; init; }

    public int Attempts { get; init; }

    public DateTime StartedAt { get; init; }

    public DateTime ChangedAt { get; init; }

    public DateTime? NotBefore { get; init; }

    public DateTime? EndedAt { get; init; }

    public string? Problem { get; init; }

    public bool IsPastReturn { get; init; }

    public RotationRun ToRun() => new()
    {
        Id = Id,
        Secret = Secret,
        Reason = Reason,
        RequestedBy = RequestedBy,
        Rotator = Rotator,
        Destination = Destination,
        State = State,
        Step = Step,
        Attempts = Attempts,
        StartedAt = At(StartedAt),
        ChangedAt = At(ChangedAt),
        NotBefore = NotBefore is { } until ? At(until) : null,
        EndedAt = EndedAt is { } end ? At(end) : null,
        Problem = Problem,
        IsPastReturn = IsPastReturn,
    };

    private static DateTimeOffset At(DateTime time) => new(time, TimeSpan.Zero);
}
