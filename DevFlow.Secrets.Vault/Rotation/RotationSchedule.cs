using Dapper;

namespace DevFlow.Secrets.Vault;

/// <summary>Which secrets are to be replaced when, by the periods of the catalog; and the begin of what is due.</summary>
/// <param name="database">Where runs are kept.</param>
/// <param name="catalog">The secrets.</param>
/// <param name="runs">Begins.</param>
/// <param name="time">The clock.</param>
public sealed class RotationSchedule(VaultDatabase database, RotationCatalog catalog, RotationRuns runs, TimeProvider time)
{
    private const int AtOnce = 4;

    private const string Histories = """
        SELECT s.secret "Secret", a.since "Since", d.done "DoneAt", f.failures "Failures", f.failed_at "FailedAt", b.taken_back_at "TakenBackAt", p.problem "Problem", l.id "Run", l.state "State"
        FROM unnest(@secrets) s(secret)
        LEFT JOIN devflow.rotation_ages a ON a.secret = s.secret
        LEFT JOIN LATERAL (SELECT max(started_at) done FROM devflow.rotation_runs r WHERE r.secret = s.secret AND r.state IN ('overlap', 'finished')) d ON true
        LEFT JOIN LATERAL (
            SELECT count(*)::int failures, max(ended_at) failed_at FROM devflow.rotation_runs r
            WHERE r.secret = s.secret AND r.state IN ('failed', 'rolled-back') AND r.taken_back_by IS NULL AND (d.done IS NULL OR r.started_at > d.done)) f ON true
        LEFT JOIN LATERAL (
            SELECT max(ended_at) taken_back_at FROM devflow.rotation_runs r
            WHERE r.secret = s.secret AND r.taken_back_by IS NOT NULL AND (d.done IS NULL OR r.started_at > d.done)) b ON true
        LEFT JOIN LATERAL (SELECT problem FROM devflow.rotation_runs r WHERE r.secret = s.secret AND f.failures > 0 ORDER BY started_at DESC LIMIT 1) p ON true
        LEFT JOIN devflow.rotation_runs l ON l.secret = s.secret AND l.ended_at IS NULL
        """;

    private const string Know = "INSERT INTO devflow.rotation_ages (secret, since) SELECT secret, @now FROM unnest(@secrets) secret ON CONFLICT (secret) DO NOTHING";

    /// <summary>What is to become of each secret of the platform that something rotates, or that has a period.</summary>
    /// <param name="identity">Who asks: an administrator, or the engine's own work.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database is away.</exception>
    public async Task<IReadOnlyList<RotationPlan>> ListAsync(VaultIdentity identity, CancellationToken cancellationToken)
    {
        var entries = catalog.Entries.ToList();
        var values = new { secrets = entries.Select(entry => entry.Key).ToArray() };
        var histories = await database.RunAsync(
            identity, (connection, token) => connection.QueryAsync<RotationHistory>(new CommandDefinition(Histories, values, cancellationToken: token)), cancellationToken);
        var now = time.GetUtcNow();
        return [.. entries.Join(histories, entry => entry.Key, history => history.Secret, (entry, history) => PlanOf(entry, history, now))];
    }

    /// <summary>Begins what is due. What another engine has begun meanwhile is that engine's.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many runs were begun.</returns>
    /// <exception cref="VaultException">The database is away, or what is begun cannot be put on record.</exception>
    public async Task<int> BeginDueAsync(CancellationToken cancellationToken)
    {
        var values = new { secrets = catalog.Entries.Where(entry => entry.RotateEvery is not null).Select(entry => entry.Key).ToArray(), now = time.GetUtcNow().UtcDateTime };
        await database.RunAsync(
            RotationRunner.Identity, (connection, token) => connection.ExecuteAsync(new CommandDefinition(Know, values, cancellationToken: token)), cancellationToken);
        var due = (await ListAsync(RotationRunner.Identity, cancellationToken)).Where(plan => plan.State is RotationPlan.Due);
        var begun = 0;
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (plan, token) =>
        {
            try
            {
                await runs.StartAsync(RotationRunner.Identity, plan.Secret, RotationReasons.Schedule, rotator: null, token);
                Interlocked.Increment(ref begun);
            }
            catch (VaultException fault) when (fault.Error is VaultError.Conflict)
            {
                // Somebody else was first.
            }
        });
        return begun;
    }

    private RotationPlan PlanOf(CatalogEntry entry, RotationHistory history, DateTimeOffset now)
    {
        var rotator = catalog.FindRotator(entry);
        var since = history.DoneAt ?? history.Since;
        var next = rotator is not null && entry.RotateEvery is not null && since is { } from
            ? RotationTiming.Next(entry, from, history.Failures, history.FailedAt, history.TakenBackAt, now)
            : (DateTimeOffset?)null;
        return new()
        {
            Secret = entry.Key,
            Rotator = rotator?.Name,
            Every = entry.RotateEvery is { } every ? Durations.Text(every) : null,
            Window = entry.RotationWindow?.ToString(),
            LastAt = history.DoneAt,
            NextAt = next,
            State = history.State ?? (rotator is null ? RotationPlan.ByHand : entry.RotateEvery is null ? RotationPlan.OnDemand : next <= now ? RotationPlan.Due : RotationPlan.Scheduled),
            Run = history.Run,
            Failures = history.Failures,
            Problem = history.Problem,
        };
    }
}
