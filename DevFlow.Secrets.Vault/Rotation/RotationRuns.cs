using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>The runs of rotations: begun here, looked at here; <see cref="RotationRunner"/> does their steps.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="catalog">Which secrets can be replaced.</param>
/// <param name="changes">Puts on record who asked for what.</param>
/// <param name="time">The clock.</param>
public sealed class RotationRuns(VaultDatabase database, RotationCatalog catalog, AccessChanges changes, TimeProvider time)
{
    // Whoever is not the first begins nothing.
    private const string Begin = """
        INSERT INTO devflow.rotation_runs (id, secret, reason, requested_by, rotator, started_at, changed_at)
        VALUES (@id, @secret, @reason, @by, @rotator, @now, @now) ON CONFLICT (secret) WHERE ended_at IS NULL DO NOTHING
        """;

    private const string Live = $"SELECT {RotationRunRow.Columns} FROM devflow.rotation_runs WHERE secret = @secret AND ended_at IS NULL";

    private const string One = $"SELECT {RotationRunRow.Columns} FROM devflow.rotation_runs WHERE id = @run";

    private const string Newest = $"""
        SELECT {RotationRunRow.Columns} FROM devflow.rotation_runs WHERE @secret::text IS NULL OR secret = @secret ORDER BY started_at DESC, id DESC LIMIT @count
        """;

    private const string Steps = """
        SELECT step, started_at, ended_at, problem FROM devflow.rotation_steps WHERE run = @run ORDER BY number
        """;

    // A row that moved in the future is one from before the clock was set back: its waits begin anew.
    private const string Ready = """
        SELECT id FROM devflow.rotation_runs WHERE ended_at IS NULL AND (not_before IS NULL OR not_before <= @now OR changed_at > @now + interval '1 minute')
        ORDER BY changed_at LIMIT @count
        """;

    /// <summary>Begins a run. Its first step is done by whoever comes by first.</summary>
    /// <param name="identity">Who asks: an administrator, or the engine's own work.</param>
    /// <param name="secret">The environment key, or <c>project/&lt;project&gt;/&lt;environment&gt;/&lt;KEY&gt;</c>.</param>
    /// <param name="reason">One of <see cref="RotationReasons"/>.</param>
    /// <param name="rotator">What rotates a project's secret; of the platform's the catalog says it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">Nothing rotates it; there is a run of it already (<see cref="VaultError.Conflict"/>); or the caller may not.</exception>
    public Task<RotationRun> StartAsync(VaultIdentity identity, string secret, string reason, string? rotator, CancellationToken cancellationToken) =>
        StartAsync(identity, secret, reason, rotator, Guid.CreateVersion7(time.GetUtcNow()), cancellationToken);

    /// <summary>As the other, for who has to know the run's id before it is there.</summary>
    internal Task<RotationRun> StartAsync(VaultIdentity identity, string secret, string reason, string? rotator, Guid id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(identity);
        var entry = catalog.GetEntry(secret, rotator);
        var now = time.GetUtcNow();
        var values = new { id, secret, reason, by = identity.Principal, rotator = catalog.GetRotator(entry).Name, now = now.UtcDateTime };
        return database.RunAsync(
            identity,
            async (connection, token) =>
            {
                if (await connection.ExecuteAsync(new CommandDefinition(Begin, values, cancellationToken: token)) == 0)
                    throw Conflict(secret, await FindLiveAsync(connection, secret, token));
                await changes.WrittenAsync(identity, entry.Tier, $"rotation {secret}", token);
                return (await FindAsync(connection, values.id, token))!;
            },
            cancellationToken);
    }

    /// <summary>One run; null when there is none that the caller may see.</summary>
    /// <param name="identity">Who asks.</param>
    /// <param name="run">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database is away.</exception>
    public Task<RotationRun?> FindAsync(VaultIdentity identity, Guid run, CancellationToken cancellationToken) =>
        database.RunAsync(identity, (connection, token) => FindAsync(connection, run, token), cancellationToken);

    /// <summary>The newest runs.</summary>
    /// <param name="identity">Who asks; whoever does not administer finds none.</param>
    /// <param name="secret">Of which secret; null for all.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database is away.</exception>
    public async Task<IReadOnlyList<RotationRun>> ListAsync(VaultIdentity identity, string? secret, int count, CancellationToken cancellationToken)
    {
        return [.. await database.RunAsync(
            identity, (connection, token) => connection.QueryAsync<RotationRun>(new CommandDefinition(Newest, new { secret, count }, cancellationToken: token)), cancellationToken)];
    }

    /// <summary>What was done in a run, in its order.</summary>
    /// <param name="identity">Who asks; whoever does not administer finds none.</param>
    /// <param name="run">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database is away.</exception>
    public async Task<IReadOnlyList<RotationStep>> StepsAsync(VaultIdentity identity, Guid run, CancellationToken cancellationToken)
    {
        var rows = await database.RunAsync(
            identity,
            (connection, token) => connection.QueryAsync<(string Step, DateTimeOffset StartedAt, DateTimeOffset EndedAt, string? Problem)>(
                new CommandDefinition(Steps, new { run }, cancellationToken: token)),
            cancellationToken);
        return [.. rows.Select(row => new RotationStep(row.Step, row.StartedAt, row.EndedAt, row.Problem))];
    }

    /// <summary>The runs of which a step can be done now, those that waited longest first.</summary>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database is away.</exception>
    public async Task<IReadOnlyList<Guid>> ReadyAsync(int count, CancellationToken cancellationToken)
    {
        var values = new { now = time.GetUtcNow().UtcDateTime, count };
        return (await database.RunAsync(
            RotationRunner.Identity, (connection, token) => connection.QueryAsync<Guid>(new CommandDefinition(Ready, values, cancellationToken: token)), cancellationToken)).AsList();
    }

    private static Task<RotationRun?> FindAsync(NpgsqlConnection connection, Guid run, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<RotationRun>(new CommandDefinition(One, new { run }, cancellationToken: cancellationToken));

    private static Task<RotationRun?> FindLiveAsync(NpgsqlConnection connection, string secret, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<RotationRun>(new CommandDefinition(Live, new { secret }, cancellationToken: cancellationToken));

    private static VaultException Conflict(string secret, RotationRun? live) => new(VaultError.Conflict, live switch
    {
        { State: RotationStates.Overlap, IsPastReturn: false, NotBefore: { } until } =>
            $"{secret} was rotated, and the value before is accepted until {until:u}; end that first (run {live.Id}), or wait.",
        { State: RotationStates.NeedsPerson, Problem: var problem } => $"{secret} waits for a person: {problem} (run {live.Id}). Take the run back to try the value in force once more.",
        { } => $"{secret} is being rotated already (run {live.Id}, {live.State} at {live.Step}).",
        null => $"{secret} is being rotated already.",
    });
}
