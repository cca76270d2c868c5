using Dapper;
using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Compliance;

/// <summary>What the database knows of rotations: how they ended, and how punctual they were.</summary>
/// <param name="Ended">How many ended, or put their value in force, in the last 90 days.</param>
/// <param name="Failed">How many of them failed or were rolled back.</param>
/// <param name="Kept">How many secrets with a period are not past it by more than a day.</param>
/// <param name="Late">The longest that a secret with a period was, or is now, past it, in hours; null where nothing was due yet.</param>
internal sealed record RotationRecord(long Ended, long Failed, long Kept, double? Late)
{
    public const string Runs = """
        SELECT count(*) AS ended, count(*) FILTER (WHERE state IN ('failed', 'rolled-back', 'needs-person') AND taken_back_by IS NULL) AS failed
        FROM devflow.rotation_runs WHERE (ended_at IS NOT NULL OR state IN ('overlap', 'needs-person')) AND changed_at >= @from
        """;

    // A value counts from the end of the step that proved it in force; the first one from when the schedule came to know of it.
    public const string Punctuality = """
        WITH policies AS (SELECT * FROM unnest(@keys::text[], @periods::interval[]) AS p (secret, every)),
        begun AS (
            SELECT p.secret, p.every, s.ended_at AS at FROM policies p JOIN devflow.rotation_runs r ON r.secret = p.secret AND r.state IN ('overlap', 'finished')
            JOIN devflow.rotation_steps s ON s.run = r.id AND s.step = 'finish' AND s.problem IS NULL
            UNION ALL SELECT p.secret, p.every, k.since FROM policies p JOIN devflow.rotation_ages k ON k.secret = p.secret
            WHERE NOT EXISTS (SELECT FROM devflow.rotation_runs r JOIN devflow.rotation_steps s ON s.run = r.id AND s.step = 'finish' AND s.problem IS NULL WHERE r.secret = p.secret AND r.state IN ('overlap', 'finished'))
        ),
        spans AS (SELECT secret, every, at, lead(at) OVER (PARTITION BY secret ORDER BY at) AS next FROM begun)
        SELECT count(*) FILTER (WHERE next IS NULL AND at + every + interval '1 day' >= @now) AS kept,
            max(extract(epoch FROM coalesce(next, @now) - (at + every)) / 3600) FILTER (WHERE coalesce(next, @now) > at + every OR next IS NOT NULL)::double precision AS late
        FROM spans
        """;

    private static readonly VaultIdentity _engine = VaultIdentity.Maintenance("compliance");

    public static Task<RotationRecord> ReadAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var policies = context.Workspace.Catalog.Entries.Where(entry => entry.IsSecret && entry.RotateEvery is not null).ToList();
        var values = new
        {
            now = context.Now.UtcDateTime,
            from = context.Now.AddDays(-90).UtcDateTime,
            keys = policies.Select(entry => entry.Key).ToArray(),
            periods = policies.Select(entry => entry.RotateEvery!.Value).ToArray(),
        };
        return context.Database.RunAsync(
            _engine,
            async (connection, token) =>
            {
                var (ended, failed) = await connection.QuerySingleAsync<(long, long)>(new CommandDefinition(Runs, values, cancellationToken: token));
                var (kept, late) = await connection.QuerySingleAsync<(long, double?)>(new CommandDefinition(Punctuality, values, cancellationToken: token));
                return new RotationRecord(ended, failed, kept, late);
            },
            cancellationToken);
    }
}
