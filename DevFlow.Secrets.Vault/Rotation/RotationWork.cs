using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>One step of one run, whose row the connection has locked. What it throws as <see cref="RotationException"/> is the step's own failure.</summary>
internal sealed class RotationWork(NpgsqlConnection connection, RotationRun run, RotationCatalog catalog, RotationDestinations destinations, RotationValues values, SecretScrubber? scrubber)
{
    private IReadOnlyDictionary<string, SecretValue> _known = new Dictionary<string, SecretValue>();
    private RotationNotes _notes = new();

    /// <summary>Whether the value before works no more, or may be ended already, so that there is no way back. Kept with the run: it is true also when its rotator cannot be asked any more.</summary>
    public bool IsPastReturn { get; private set; } = run.IsPastReturn;

    public async Task<RotationMove> DoAsync(CancellationToken cancellationToken)
    {
        _known = await values.OfAsync(connection, run.Id, cancellationToken);
        _notes = RotationValues.NotesOf(_known);
        scrubber?.Register(_known.Values.Select(value => value.Reveal()));
        var entry = await TryAsync(() => Task.FromResult(catalog.GetEntry(run.Secret)));
        var rotator = await TryAsync(() => Task.FromResult(catalog.GetRotator(run.Rotator)));
        IsPastReturn |= rotator.IsOneWay && _known.ContainsKey(RotationValues.Candidate);
        var move = run.Step switch
        {
            RotationSteps.Finish when run.State is RotationStates.NeedsPerson => await AwaitPersonAsync(entry, cancellationToken),
            RotationSteps.Prove => await ProveAsync(entry, rotator, cancellationToken),
            RotationSteps.Create => await CreateAsync(entry, rotator, cancellationToken),
            RotationSteps.Set => await SetAsync(entry, rotator, cancellationToken),
            RotationSteps.Test => await TestAsync(entry, rotator, cancellationToken),
            RotationSteps.Finish => await FinishAsync(entry, rotator, cancellationToken),
            RotationSteps.Retire => await RetireAsync(entry, rotator, cancellationToken),
            _ => await RollBackAsync(entry, rotator, cancellationToken),
        };
        await values.AddNotesAsync(connection, run.Id, _notes, cancellationToken);
        return move with { IsPastReturn = IsPastReturn };
    }

    private async Task<RotationMove> ProveAsync(CatalogEntry entry, IRotator rotator, CancellationToken cancellationToken)
    {
        var (place, current) = await TryAsync(() => destinations.FindAsync(entry, cancellationToken));
        scrubber?.Register(current.Reveal());
        await TryAsync(() => rotator.ProveAsync(new() { Run = run.Id, Entry = entry, Current = current, Notes = _notes }, cancellationToken));
        await values.AddAsync(connection, run.Id, RotationValues.Current, current, cancellationToken);
        return new(RotationStates.Running, RotationSteps.Create) { Destination = place.Name };
    }

    private async Task<RotationMove> CreateAsync(CatalogEntry entry, IRotator rotator, CancellationToken cancellationToken)
    {
        var candidate = await TryAsync(() => rotator.CreateAsync(Context(entry), cancellationToken));
        scrubber?.Register(candidate.Reveal());
        if (!rotator.MayKeepValue && candidate.Reveal() == _known[RotationValues.Current].Reveal())
            throw new RotationException($"the rotator {rotator.Name} gave the value that is in force as the new one");
        await values.AddAsync(connection, run.Id, RotationValues.Candidate, candidate, cancellationToken);
        IsPastReturn = rotator.IsOneWay;
        return new(RotationStates.Running, RotationSteps.Set);
    }

    // Whoever checks values learns here that there is another one, before anybody can use it.
    private async Task<RotationMove> SetAsync(CatalogEntry entry, IRotator rotator, CancellationToken cancellationToken)
    {
        await TryAsync(() => rotator.SetAsync(Context(entry), cancellationToken));
        return new(RotationStates.Running, RotationSteps.Test) { Announcement = new() { Scope = entry.Tier, Key = entry.Key } };
    }

    private async Task<RotationMove> TestAsync(CatalogEntry entry, IRotator rotator, CancellationToken cancellationToken)
    {
        await TryAsync(() => rotator.TestAsync(Context(entry), cancellationToken));
        return new(RotationStates.Running, RotationSteps.Finish);
    }

    private async Task<RotationMove> FinishAsync(CatalogEntry entry, IRotator rotator, CancellationToken cancellationToken)
    {
        if (IsKept)
            await RotationRows.KeepAsync(connection, run.Id, cancellationToken);
        var there = await TryAsync(() => IsKept ? Place().ReadAsync(entry, cancellationToken) : ReplaceAsync(entry, RotationValues.Current, RotationValues.Candidate, cancellationToken));
        return new(RotationStates.Overlap, RotationSteps.Retire)
        {
            Wait = entry.RotationOverlap ?? rotator.OverlapOf(entry),
            Announcement = RotationDestinations.AnnouncementOf(entry, there),
        };
    }

    // Whatever else lies there now was put there by somebody.
    private async Task<RotationMove> AwaitPersonAsync(CatalogEntry entry, CancellationToken cancellationToken)
    {
        var there = await TryAsync(() => Place().ReadAsync(entry, cancellationToken));
        return there.Reveal() == _known[RotationValues.Current].Reveal()
            ? RotationMove.AwaitPerson(run.Problem) with { IsStill = true }
            : new(RotationStates.Finished, RotationSteps.Finish) { Announcement = RotationDestinations.AnnouncementOf(entry, there) };
    }

    private async Task<RotationMove> RetireAsync(CatalogEntry entry, IRotator rotator, CancellationToken cancellationToken)
    {
        var there = await TryAsync(() => Place().ReadAsync(entry, cancellationToken));
        var isPutBack = !IsKept && there.Reveal() == _known[RotationValues.Current].Reveal();
        // Somebody put it back by hand: it is the one that has to go on, as long as it works for certain.
        if (isPutBack && !IsPastReturn)
            return new(RotationStates.RollingBack, RotationSteps.RollBack) { Problem = $"the value of before was put back at {there.Source} by somebody else" };
        if (isPutBack)
        {
            there = await TryAsync(() => ReplaceAsync(entry, RotationValues.Current, RotationValues.Candidate, cancellationToken));
            return Retiring() with { Announcement = RotationDestinations.AnnouncementOf(entry, there) };
        }

        // Committed before anything is ended: it may come to pass and nobody hear of it.
        if (!IsPastReturn)
        {
            IsPastReturn = true;
            return Retiring();
        }

        await TryAsync(() => rotator.RetireAsync(Context(entry), cancellationToken));
        return new(RotationStates.Finished, RotationSteps.Retire) { Announcement = RotationDestinations.AnnouncementOf(entry, there) };
    }

    private async Task<RotationMove> RollBackAsync(CatalogEntry entry, IRotator rotator, CancellationToken cancellationToken)
    {
        Announcement? announcement = null;
        if (_known.ContainsKey(RotationValues.Candidate))
        {
            var there = await TryAsync(() => Place().ReadAsync(entry, cancellationToken));
            // What is neither is somebody else's, and stays.
            if (there.Reveal() == _known[RotationValues.Candidate].Reveal())
                there = await TryAsync(() => ReplaceAsync(entry, RotationValues.Candidate, RotationValues.Current, cancellationToken));
            announcement = RotationDestinations.AnnouncementOf(entry, there);
        }

        await TryAsync(() => rotator.RollBackAsync(Context(entry), cancellationToken));
        return new(RotationStates.RolledBack, RotationSteps.RollBack) { Announcement = announcement, Problem = run.Problem };
    }

    private async Task<SecretValue> ReplaceAsync(CatalogEntry entry, string from, string to, CancellationToken cancellationToken)
    {
        var place = Place();
        await place.ReplaceAsync(entry, _known[from], _known[to], cancellationToken);
        var there = await place.ReadAsync(entry, cancellationToken);
        destinations.Forget(entry, there);
        return there.Reveal() == _known[to].Reveal() ? there : throw new RotationException($"{entry.Key} reads otherwise at {place.Name} than it was written a moment ago");
    }

    private static RotationMove Retiring() => new(RotationStates.Overlap, RotationSteps.Retire) { IsStill = true };

    private bool IsKept => _known[RotationValues.Candidate].Reveal() == _known[RotationValues.Current].Reveal();

    private ISecretDestination Place() => destinations.Get(run.Destination!);

    private RotationContext Context(CatalogEntry entry) => new()
    {
        Run = run.Id,
        Entry = entry,
        Current = _known[RotationValues.Current],
        Candidate = _known.GetValueOrDefault(RotationValues.Candidate),
        Notes = _notes,
    };

    private static Task<bool> TryAsync(Func<Task> work) => TryAsync(async () =>
    {
        await work();
        return true;
    });

    // What a rotator or a place throws fails the step, not the work: only the end of the process is another matter.
    private static async Task<T> TryAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            throw RotationException.Of(fault);
        }
    }
}
