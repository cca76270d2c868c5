using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>
/// Does the steps of runs. Each is done in a transaction that holds the run's row: two engines never act on one run at once, and when one dies, its
/// connection lets go of the row, which still stands at the step that is to be done again.
/// </summary>
/// <param name="database">Where runs are kept.</param>
/// <param name="envelope">Seals and opens their values.</param>
/// <param name="catalog">The secrets and their rotators.</param>
/// <param name="destinations">Where secrets live.</param>
/// <param name="record">Puts on record how a run ended, before it is committed.</param>
/// <param name="time">The clock.</param>
public sealed class RotationRunner(
    VaultDatabase database, Envelope envelope, RotationCatalog catalog, RotationDestinations destinations, Func<SecretAccess, CancellationToken, ValueTask> record, TimeProvider time)
{
    private readonly RotationValues _values = new(envelope);

    internal static VaultIdentity Identity { get; } = VaultIdentity.Maintenance("rotation");

    /// <summary>Learns the values that are on their way, so that they can be masked. Default nobody.</summary>
    public SecretScrubber? Scrubber { get; init; }

    /// <summary>Hears what happens, without values. Default nobody.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Tells of an alert that was raised, which is in the database already. Default nobody.</summary>
    public Action<Alert> Alerted { get; init; } = _ => { };

    /// <summary>Is called before a step is done (false) and after it, before that is committed (true); for tests that let the process end there.</summary>
    internal Func<RotationRun, bool, Task> At { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>Does steps of a run until it has ended or has to wait.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Gives up; the run goes on from the step that it is at.</param>
    /// <returns>Where it stands; null when somebody else has it, or there is nothing to do now.</returns>
    /// <exception cref="VaultException">The database or the key store is away, or the end cannot be put on record.</exception>
    public async Task<RotationRun?> RunAsync(Guid run, CancellationToken cancellationToken)
    {
        using var span = SecretsTelemetry.Source.StartActivity(SecretsTelemetry.RotationSpan);
        RotationRun? last = null;
        while (await AdvanceAsync(run, cancellationToken) is { } moved)
        {
            last = moved;
            if (!moved.IsLive || moved.NotBefore > time.GetUtcNow())
                break;
        }

        span?.SetTag(SecretsTelemetry.KeyTag, last?.Secret).SetTag(SecretsTelemetry.RotationStateTag, last?.State);
        return last;
    }

    /// <summary>Ends the overlap of a run now: the value of before is retired, whoever still uses it.</summary>
    /// <param name="identity">Who asks: an administrator, or the engine's own work.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Where it stands then.</returns>
    /// <exception cref="VaultException">There is no such run, or it is in no overlap (<see cref="VaultError.Conflict"/>).</exception>
    public Task<RotationRun> RetireAsync(VaultIdentity identity, Guid run, CancellationToken cancellationToken) => TurnAsync(
        identity, run, _ => new(RotationStates.Overlap, RotationSteps.Retire),
        there => there.State is RotationStates.Overlap ? null : "there is nothing to retire", cancellationToken);

    /// <summary>Takes a run back: the value of before is put in force again, and the candidate ends.</summary>
    /// <param name="identity">Who asks: an administrator, or the engine's own work.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Where it stands then.</returns>
    /// <exception cref="VaultException">There is no such run, or the value of before is gone, works no more or is being ended (<see cref="VaultError.Conflict"/>).</exception>
    public Task<RotationRun> RollBackAsync(VaultIdentity identity, Guid run, CancellationToken cancellationToken) => TurnAsync(
        // What is on its way back already is there for a failure, which is no less one when somebody hastens it.
        identity, run, there => there.State is RotationStates.RollingBack
            ? new(RotationStates.RollingBack, RotationSteps.RollBack) { Problem = there.Problem }
            : new(RotationStates.RollingBack, RotationSteps.RollBack) { Problem = $"taken back by {identity}", TakenBackBy = identity.Principal },
        there => !there.IsLive ? "the value of before is gone"
            : there.Step is RotationSteps.Prove ? "nothing was touched yet"
            : !there.IsPastReturn ? null
            : there.State is RotationStates.Overlap ? "the end of the value before has begun, and it may work no more" : "the value of before works no more",
        cancellationToken);

    private async Task<RotationRun> TurnAsync(VaultIdentity identity, Guid id, Func<RotationRun, RotationMove> moveOf, Func<RotationRun, string?> problemOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(identity);
        if (identity is not { IsAdmin: true } and not { Role: "maintenance" })
            throw new VaultException(VaultError.Forbidden, "Only an administrator of the platform turns a rotation.");
        var turned = await database.RunAsync(
            Identity,
            async (connection, token) =>
            {
                var run = await RotationRows.LockAsync(connection, id, token) ?? throw new VaultException(VaultError.NotFound, $"There is no rotation {id}.");
                if (problemOf(run) is { } problem)
                    throw new VaultException(VaultError.Conflict, $"The rotation of {run.Secret} is {run.State}: {problem}.");
                await record(RecordOf(run, SecretOutcomes.Written, identity), token);
                return await RotationRows.MoveAsync(connection, id, moveOf(run), time.GetUtcNow(), token);
            },
            cancellationToken);
        // When somebody else does it, it is on its way.
        return await RunAsync(id, cancellationToken) ?? turned;
    }

    private async Task<RotationRun?> AdvanceAsync(Guid id, CancellationToken cancellationToken)
    {
        Alert? alert = null;
        var (before, after) = await database.RunAsync<(RotationRun?, RotationRun?)>(
            Identity,
            async (connection, token) =>
            {
                var began = time.GetUtcNow();
                if (await RotationRows.TakeAsync(connection, id, began, token) is not { } run)
                    return default;
                // The clock was set back, perhaps by years: the wait begins anew, and is as long as it was.
                if (run.NotBefore > began)
                    return (null, await RotationRows.MoveAsync(connection, id, Waiting(run), began, token));
                using var span = SecretsTelemetry.Source.StartActivity(SecretsTelemetry.RotationStepSpan);
                span?.SetTag(SecretsTelemetry.KeyTag, run.Secret).SetTag(SecretsTelemetry.RotationStepTag, run.Step);
                await At(run, false);
                var move = await DoAsync(connection, run, token);
                if (!move.IsStill)
                    await At(run, true);
                if (move.IsFailure)
                    span?.SetStatus(ActivityStatusCode.Error, move.Problem);
                if (move.IsAlerting)
                {
                    alert = AlertOf(run, move);
                    await AlertStore.AddAsync(connection, alert, token);
                }

                return (run, await EndStepAsync(connection, run, move, began, token));
            },
            cancellationToken);
        if (before is not null)
            RotationTelling.Told(Logger, before, after!);
        if (alert is not null)
            Alerted(alert);
        return after;
    }

    private async Task<RotationMove> DoAsync(NpgsqlConnection connection, RotationRun run, CancellationToken cancellationToken)
    {
        var work = new RotationWork(connection, run, catalog, destinations, _values, Scrubber);
        try
        {
            return await work.DoAsync(cancellationToken);
        }
        catch (RotationException fault)
        {
            return RotationMove.AfterFailure(run, work.IsPastReturn, fault.Message, fault.NeedsPerson);
        }
        catch (VaultException fault) when (fault.Error is not VaultError.Unavailable)
        {
            // A value on its way that does not open: without a failure the run would be taken up again and again, before all others.
            return RotationMove.AfterFailure(run, work.IsPastReturn, fault.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return RotationMove.AfterFailure(run, work.IsPastReturn, "what was asked took too long, and was given up");
        }
    }

    private async Task<RotationRun> EndStepAsync(NpgsqlConnection connection, RotationRun run, RotationMove move, DateTimeOffset began, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!move.IsStill)
            await RotationRows.LogAsync(connection, run, move.IsFailure ? move.Problem : null, began, now, cancellationToken);
        var moved = await RotationRows.MoveAsync(connection, run.Id, move, now, cancellationToken);
        if (move.IsEnd)
        {
            await RotationValues.RemoveAsync(connection, run.Id, cancellationToken);
            await record(RecordOf(moved, move.Outcome, Identity), cancellationToken);
        }

        // Last: every other announcement waits from here to the end of the transaction.
        if (move.Announcement is { } announcement)
            await Announcements.AddAsync(connection, announcement, cancellationToken);
        return moved;
    }

    private static RotationMove Waiting(RotationRun run) => new(run.State, run.Step) { Attempts = run.Attempts, Problem = run.Problem, Wait = run.NotBefore - run.ChangedAt };

    private SecretAccess RecordOf(RotationRun run, string outcome, VaultIdentity by) => new()
    {
        Key = outcome is SecretOutcomes.Written ? $"api:rotation {run.Secret}" : run.Secret,
        Tier = catalog.TierOf(run.Secret),
        Source = run.Destination,
        Outcome = outcome,
        User = by.Principal,
    };

    private Alert AlertOf(RotationRun run, RotationMove move)
    {
        var now = time.GetUtcNow();
        return new(Guid.CreateVersion7(now), now, "rotation", run.Secret, $"the rotation of {run.Secret} failed at {run.Step}: {move.Problem} (run {run.Id}, now {move.State})");
    }
}
