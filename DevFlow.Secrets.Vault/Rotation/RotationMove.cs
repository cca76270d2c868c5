namespace DevFlow.Secrets.Vault;

/// <summary>Where a run stands after a step.</summary>
/// <param name="State">One of <see cref="RotationStates"/>.</param>
/// <param name="Step">The step that comes next; of a run that has ended, the last.</param>
internal sealed record RotationMove(string State, string Step)
{
    private static readonly TimeSpan _firstWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _longestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan _personLook = TimeSpan.FromMinutes(15);

    /// <summary>How long it is to wait; null for not at all.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>What went wrong; null for nothing. A run that was rolled back keeps what it was rolled back for.</summary>
    public string? Problem { get; init; }

    /// <summary>How often the next step has failed.</summary>
    public int Attempts { get; init; }

    /// <summary>Where the secret lives, when that was found out.</summary>
    public string? Destination { get; init; }

    /// <summary>Who takes it back; null for nobody.</summary>
    public string? TakenBackBy { get; init; }

    /// <summary>Whether there is no way back from here on; once said it stays so.</summary>
    public bool IsPastReturn { get; init; }

    /// <summary>What is told to all readers when the move is committed.</summary>
    public Announcement? Announcement { get; init; }

    public bool IsEnd => State is RotationStates.Finished or RotationStates.RolledBack or RotationStates.Failed;

    public bool IsFailure => Problem is not null && State is not RotationStates.RolledBack;

    /// <summary>Whether nothing has come of the step but that it has to be looked at again.</summary>
    public bool IsStill { get; init; }

    /// <summary>Whether it is time to say so: at first, and once a day while it goes on.</summary>
    public bool IsAlerting => IsFailure && !IsStill && (Attempts <= 1 || Attempts % 24 == 0);

    /// <summary>For the record, of a run that has ended.</summary>
    public string Outcome => State switch
    {
        RotationStates.Finished => SecretOutcomes.Rotated,
        RotationStates.RolledBack => SecretOutcomes.RolledBack,
        _ => SecretOutcomes.Error,
    };

    /// <summary>That a person has not put another value in force yet.</summary>
    /// <param name="problem">Why one has to.</param>
    public static RotationMove AwaitPerson(string? problem) => new(RotationStates.NeedsPerson, RotationSteps.Finish) { Problem = problem, Wait = _personLook, Attempts = 1 };

    /// <summary>What comes of a step that failed.</summary>
    /// <param name="run">The run, at the step.</param>
    /// <param name="isPastReturn">Whether there is no way back.</param>
    /// <param name="problem">Why it failed.</param>
    /// <param name="needsPerson">Whether only a person can help.</param>
    public static RotationMove AfterFailure(RotationRun run, bool isPastReturn, string problem, bool needsPerson = false)
    {
        if (run.State is RotationStates.NeedsPerson)
            return AwaitPerson(run.Problem) with { IsStill = true };
        if (needsPerson && run.Step is RotationSteps.Create)
            return AwaitPerson(problem);
        if (run.Step is RotationSteps.Prove)
            return new(RotationStates.Failed, run.Step) { Problem = problem };
        if (run.Step is not (RotationSteps.Retire or RotationSteps.RollBack) && !isPastReturn)
            return new(RotationStates.RollingBack, RotationSteps.RollBack) { Problem = problem };
        // Doubling, until the doubling would not count any more.
        var wait = _firstWait * Math.Pow(2, Math.Min(run.Attempts, 16));
        return new(run.State, run.Step) { Problem = problem, Attempts = run.Attempts + 1, Wait = wait < _longestWait ? wait : _longestWait, IsPastReturn = isPastReturn };
    }
}
