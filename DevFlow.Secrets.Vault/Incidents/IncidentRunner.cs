using Dapper;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>
/// Does what is to be done about breaches. That an action is begun is committed before anything is touched; it is done while its row is locked, and the row moves on in
/// the same transaction: two engines never act on one, and of one that dies another does it again.
/// </summary>
/// <param name="database">Where incidents are kept.</param>
/// <param name="works">Does the kinds of actions.</param>
/// <param name="changes">Puts on record what was done, before it counts.</param>
/// <param name="time">The clock.</param>
public sealed class IncidentRunner(VaultDatabase database, IReadOnlyList<IIncidentWork> works, AccessChanges changes, TimeProvider time)
{
    private const int Batch = 500;

    // What waits for somebody outside is done beside the rest, each sort beside the others.
    private const string Notices = "notify-";
    private const string Own = "";

    // Of several at a provider that is slow, none waits for all before it.
    private const int AtProviders = 4;

    // Those of a phase wait for the engine's own actions of the phases before; what others answer to holds up nothing. A person's hold up the end alone.
    private const string Ready = """
        SELECT a.id FROM devflow.incident_actions a JOIN devflow.incidents i ON i.id = a.incident
        WHERE a.state IN ('planned', 'begun') AND coalesce(substring(a.kind FROM '^(?:notify|disconnect)-'), '') = @lane AND (a.not_before IS NULL OR a.not_before <= @now) AND (a.phase < 3 OR i.closed_at IS NOT NULL) AND (@Only::uuid IS NULL OR i.id = @Only)
          AND NOT EXISTS (SELECT FROM devflow.incident_actions b WHERE b.incident = a.incident AND b.phase < a.phase AND b.state IN ('planned', 'begun') AND b.kind !~ '^(notify|disconnect)-')
        ORDER BY i.declared_at, a.number LIMIT @count
        """;

    private const string Take = $"""
        SELECT {IncidentActionRow.Columns} FROM devflow.incident_actions a
        WHERE a.id = @id AND a.state IN ('planned', 'begun') AND (a.not_before IS NULL OR a.not_before <= @now) FOR UPDATE SKIP LOCKED
        """;

    private const string Begin = "UPDATE devflow.incident_actions SET state = 'begun', begun_at = @now WHERE id = @id";

    private const string Move = """
        UPDATE devflow.incident_actions SET state = @State, attempts = @attempts, not_before = @until, ended_at = @endedAt, ended_by = @endedBy, result = @result, problem = @problem WHERE id = @id
        """;

    private const string Close = """
        UPDATE devflow.incidents i SET closed_at = @now WHERE closed_at IS NULL
          AND NOT EXISTS (SELECT FROM devflow.incident_actions a WHERE a.incident = i.id AND a.phase < 3 AND a.ended_at IS NULL) RETURNING id
        """;

    private static readonly TimeSpan _firstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _longestPause = TimeSpan.FromMinutes(10);

    /// <summary>Hears what happens. Default nobody.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Tells of an alert that was raised, which is in the database already. Default nobody.</summary>
    public Action<Alert> Alerted { get; init; } = _ => { };

    /// <summary>Is called when an action is begun and nothing is done (false), and when it is done and that is not committed (true); for tests that let the process end there.</summary>
    internal Func<IncidentAction, bool, Task> At { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>Does this incident's alone; for tests. Default all.</summary>
    internal Guid? Only { get; init; }

    internal static VaultIdentity Identity { get; } = VaultIdentity.Maintenance("incidents");

    /// <summary>All kinds that the vault itself does.</summary>
    /// <param name="runs">Rotations.</param>
    /// <param name="runner">Ends the value of before.</param>
    /// <param name="leases">Leases.</param>
    /// <param name="links">Links that share.</param>
    /// <param name="catalog">The tiers of secrets.</param>
    /// <param name="grace">For how long a value that may be known is accepted beside the new one, so that its readers can move.</param>
    /// <param name="settling">How long after all that the sweep waits: for as long as engines remember what signed the tokens that they accept.</param>
    public static IReadOnlyList<IIncidentWork> Works(
        RotationRuns runs, RotationRunner runner, LeaseStore leases, ShareLinks links, RotationCatalog catalog, TimeSpan grace, TimeSpan settling)
    {
        IReadOnlyList<IIncidentWork> access = [AccessWork.Keys, AccessWork.Sessions, new LeaseWork(leases), new LinkWork(links)];
        return [.. access, new RotateWork(runs, runner, grace), new CacheWork(catalog), new SweepWork(access, settling)];
    }

    /// <summary>Does all there is to do now but for what others have to answer to, and closes what is done.</summary>
    /// <param name="cancellationToken">Gives up; what is begun is done again.</param>
    /// <returns>How many actions moved, and incidents were closed.</returns>
    /// <exception cref="VaultException">The database is away.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken) =>
        await AdvanceAsync(Own, cancellationToken) + await CloseAsync(cancellationToken);

    /// <summary>Tells of what is to be told of now. It waits for who is told: beside <see cref="RunAsync"/>, which waits for none of it.</summary>
    /// <param name="cancellationToken">Gives up; what was not told is told later.</param>
    /// <returns>How many notices moved.</returns>
    /// <exception cref="VaultException">The database is away.</exception>
    public Task<int> NotifyAsync(CancellationToken cancellationToken) => AdvanceAsync(Notices, cancellationToken);

    /// <summary>Ends what accounts of people have granted elsewhere, as far as it is to be done now. It waits for the providers: beside <see cref="RunAsync"/>.</summary>
    /// <param name="cancellationToken">Gives up; what is begun is done again.</param>
    /// <returns>How many actions moved.</returns>
    /// <exception cref="VaultException">The database is away.</exception>
    public Task<int> DisconnectAsync(CancellationToken cancellationToken) => AdvanceAsync(IncidentActionKinds.DisconnectPrefix, cancellationToken);

    private async Task<int> AdvanceAsync(string lane, CancellationToken cancellationToken)
    {
        var moved = 0;
        var sideBySide = lane is IncidentActionKinds.DisconnectPrefix ? AtProviders : 1;
        await Parallel.ForEachAsync(
            await ReadyAsync(lane, cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = sideBySide, CancellationToken = cancellationToken },
            async (id, token) => Interlocked.Add(ref moved, await AdvanceAsync(id, token) ? 1 : 0));
        return moved;
    }

    private Task<List<Guid>> ReadyAsync(string lane, CancellationToken cancellationToken) => database.RunAsync(
        Identity,
        async (connection, token) => (await connection.QueryAsync<Guid>(new CommandDefinition(Ready, new { now = time.GetUtcNow().UtcDateTime, lane, count = Batch, Only }, cancellationToken: token))).AsList(),
        cancellationToken);

    private async Task<bool> AdvanceAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await TakeAsync(id, BeginAsync, cancellationToken) is not { } begun)
            return false;
        await At(begun, false);
        try
        {
            return await TakeAsync(id, DoAsync, cancellationToken) is not null;
        }
#pragma warning disable CA1031 // Whatever it is, the others are done, and it is tried again.
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            var problem = RotationException.Of(fault).Message;
            await TakeAsync(id, (connection, action, token) => MoveAsync(connection, action, IncidentOutcome.Later(PauseOf(action.Attempts), problem), token), cancellationToken);
            return false;
        }
    }

    // What another does, or has done, is left alone.
    private Task<IncidentAction?> TakeAsync(Guid id, Func<NpgsqlConnection, IncidentAction, CancellationToken, Task> work, CancellationToken cancellationToken) => database.RunAsync(
        Identity,
        async (connection, token) =>
        {
            var values = new { id, now = time.GetUtcNow().UtcDateTime };
            if (await connection.QuerySingleOrDefaultAsync<IncidentAction>(new CommandDefinition(Take, values, cancellationToken: token)) is not { } action)
                return null;
            await work(connection, action, token);
            return action;
        },
        cancellationToken);

    private async Task BeginAsync(NpgsqlConnection connection, IncidentAction action, CancellationToken cancellationToken)
    {
        if (action.State is not IncidentActionStates.Planned)
            return;
        var now = time.GetUtcNow();
        await connection.ExecuteAsync(new CommandDefinition(Begin, new { id = action.Id, now = now.UtcDateTime }, cancellationToken: cancellationToken));
        await IncidentRows.TellAsync(connection, action.Incident, action.Id, Identity, $"begun: {action.Kind} {action.Subject}", now, cancellationToken);
    }

    private async Task DoAsync(NpgsqlConnection connection, IncidentAction action, CancellationToken cancellationToken)
    {
        using var span = IncidentTelling.Start(action);
        var work = works.FirstOrDefault(one => one.Kind == action.Kind) ?? throw new RotationException($"nothing in this engine does '{action.Kind}'");
        var incident = (await IncidentRows.ListAsync(connection, action.Incident, isOpen: false, 1, cancellationToken))[0];
        var all = await IncidentRows.ActionsAsync(connection, action.Incident, cancellationToken);
        var outcome = await work.DoAsync(new(incident, action, all, connection, time.GetUtcNow()), cancellationToken);
        await MoveAsync(connection, action, outcome, cancellationToken);
        await At(action, true);
        span?.SetTag(IncidentTelling.StateTag, outcome.State);
    }

    private async Task MoveAsync(NpgsqlConnection connection, IncidentAction action, IncidentOutcome outcome, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var isEnd = outcome.State is IncidentActionStates.Done or IncidentActionStates.Failed;
        var values = new
        {
            id = action.Id,
            outcome.State,
            attempts = outcome.Wait is not null && outcome.Text is not null ? action.Attempts + 1 : action.Attempts,
            until = (now + outcome.Wait)?.UtcDateTime,
            endedAt = isEnd ? now.UtcDateTime : (DateTime?)null,
            endedBy = isEnd ? Identity.Principal : null,
            result = outcome.State is IncidentActionStates.Done ? outcome.Text : null,
            problem = outcome.State is IncidentActionStates.Done ? null : outcome.Text,
        };
        await connection.ExecuteAsync(new CommandDefinition(Move, values, cancellationToken: cancellationToken));
        // What waits is news once for each reason.
        if (outcome.Text is { } text && (outcome.Wait is null || text != action.Problem))
            await IncidentRows.TellAsync(connection, action.Incident, action.Id, Identity, $"{WordOf(outcome)}: {text}", now, cancellationToken);
        if (outcome.Wait is null)
        {
            await changes.WrittenAsync(Identity, SecretTier.System, $"incident {action.Incident} {action.Kind} {action.Subject} {outcome.State}", cancellationToken);
            IncidentTelling.Told(Logger, action, outcome);
        }

        if (outcome.State is IncidentActionStates.Person or IncidentActionStates.Failed)
        {
            var alert = new Alert(Guid.CreateVersion7(now), now, "incident", action.Subject, $"action {action.Number} ({action.Kind}) of incident {action.Incident}: {outcome.Text}");
            await AlertStore.AddAsync(connection, alert, cancellationToken);
            Alerted(alert);
        }
    }

    private Task<int> CloseAsync(CancellationToken cancellationToken) => database.RunAsync(
        Identity,
        async (connection, token) =>
        {
            var now = time.GetUtcNow();
            var closed = (await connection.QueryAsync<Guid>(new CommandDefinition(Close, new { now = now.UtcDateTime }, cancellationToken: token))).AsList();
            foreach (var id in closed)
            {
                await IncidentRows.TellAsync(connection, id, action: null, Identity, "closed: everything is done", now, token);
                await changes.WrittenAsync(Identity, SecretTier.System, $"incident {id} closed", token);
                IncidentTelling.Closed(Logger, id);
            }

            return closed.Count;
        },
        cancellationToken);

    private static string WordOf(IncidentOutcome outcome) => outcome switch
    {
        { Wait: not null } => "waits",
        { State: IncidentActionStates.Person } => "left to people",
        { State: IncidentActionStates.Failed } => "given up",
        _ => "done",
    };

    private static TimeSpan PauseOf(int attempts)
    {
        var pause = _firstPause * Math.Pow(2, Math.Min(attempts, 16));
        return pause < _longestPause ? pause : _longestPause;
    }
}
