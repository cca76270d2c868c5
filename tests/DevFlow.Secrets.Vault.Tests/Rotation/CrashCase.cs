namespace DevFlow.Secrets.Vault.Tests.Rotation;

/// <summary>A row of the crash matrix: what rotates, and where the secret lies.</summary>
/// <param name="Rotator">How the row is called.</param>
/// <param name="Destination">As in <see cref="SecretSourceNames"/>.</param>
/// <param name="Rotators">Makes what rotates.</param>
internal sealed record CrashCase(string Rotator, string Destination, Func<RotationRoom, IRotator> Rotators)
{
    /// <summary>Whether the keys are those of <see cref="Http.KeyProvider"/>.</summary>
    public bool IsOfProvider { get; init; }

    /// <summary>Whether the secret is one that a database has once, so that each point needs a house of its own, and a process.</summary>
    public bool IsAlone { get; init; }

    /// <summary>Whether the values are refresh tokens of <see cref="OAuth.OAuthServer"/>.</summary>
    public bool IsOfOAuth { get; init; }

    /// <summary>Whether the run is rolled back in the end.</summary>
    public bool IsRolledBack { get; init; }

    /// <summary>Whether somebody takes it back during the overlap.</summary>
    public bool IsTakenBack { get; init; }

    /// <summary>Proves that a value works at whoever checks it, and no other one does. Default none does.</summary>
    public Func<RotationHouse, string, string, Task> WorksAsync { get; init; } = (_, _, _) => Task.CompletedTask;

    /// <summary>What the catalog says of its secrets.</summary>
    public string Catalog { get; init; } = "rotator: random-key, overlap: 1h";

    /// <summary>The first value of a key, which works at whoever checks it.</summary>
    public Func<TestDatabase, string, Task<string>> FirstValueOf { get; init; } = (_, key) => Task.FromResult(RotationHouse.FirstValue(key));

    /// <summary>The points of a run of CI, as <see cref="CrashPoint.Key"/> names them, where all of them would take too long. Default all.</summary>
    public IReadOnlyCollection<string>? InEveryRun { get; init; }

    /// <summary>What is killed: in all the steps of a run, before each and after it.</summary>
    public IEnumerable<CrashPoint> Points => AllPoints.Where(point => InEveryRun is null || InEveryRun.Contains(point.Key) || Soak.Times(0, 1) == 1);

    private IEnumerable<CrashPoint> AllPoints =>
        from step in IsTakenBack ? [RotationSteps.RollBack] : IsRolledBack
            ? (string[])[RotationSteps.Prove, RotationSteps.Create, RotationSteps.Set, RotationSteps.Test, RotationSteps.RollBack]
            : [RotationSteps.Prove, RotationSteps.Create, RotationSteps.Set, RotationSteps.Test, RotationSteps.Finish, RotationSteps.Retire]
        from isDone in (bool[])[false, true]
        select new CrashPoint(step, isDone);

    /// <summary>The secret whose run is killed at a point, as <see cref="RotationHouse.BuildAsync"/> takes it.</summary>
    public string NameOf(CrashPoint point) => Destination switch
    {
        SecretSourceNames.OnePassword => $"op:{KeyOf(point)}",
        SecretSourceNames.Vault => $"vault:{KeyOf(point)}",
        _ => KeyOf(point),
    };

    /// <summary>Its key, which no other row has.</summary>
    public string KeyOf(CrashPoint point) => $"{new string([.. Rotator.Select(c => char.IsAsciiLetter(c) ? char.ToUpperInvariant(c) : '_')])}_{Destination[^1]}_{point.Key}".ToUpperInvariant();

    /// <summary>What ends a run that is in its overlap.</summary>
    public Task<RotationRun> EndOverlapAsync(RotationRoom room, Guid run, CancellationToken cancellationToken) => IsTakenBack
        ? room.Runner.RollBackAsync(RotationRoom.Work, run, cancellationToken)
        : room.Runner.RetireAsync(RotationRoom.Work, run, cancellationToken);
}
