using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>Which service has read which secret: the audit, added up as it is taken, so that asking costs a few rows however long it goes back.</summary>
/// <param name="database">The database.</param>
public sealed class SecretReads(VaultDatabase database)
{
    // In the order of the keys, so that two batches that are taken at once wait for each other and not in a circle.
    private const string Add = """
        INSERT INTO devflow.secret_reads AS known (tier, key, service, reads, first_at, last_at)
        SELECT tier, key, service, sum(count), min(coalesce(window_from, time)), max(coalesce(window_to, time)) FROM pg_temp.audit_batch
        WHERE kind IN ('access', 'reads', 'gap') AND outcome IN ('hit', 'stale') AND NOT refused AND tier IN ('system', 'project') AND length(key) <= 300
        GROUP BY tier, key, service ORDER BY tier, key, service
        ON CONFLICT (tier, key, service) DO UPDATE SET
            reads = known.reads + excluded.reads, first_at = least(known.first_at, excluded.first_at), last_at = greatest(known.last_at, excluded.last_at)
        """;

    /// <summary>All that is known, or what is known of one key. Of the platform's own secrets whoever is signed in sees it; of projects' an administrator.</summary>
    /// <param name="identity">Who asks.</param>
    /// <param name="key">The key; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database does not answer.</exception>
    public Task<IReadOnlyList<SecretRead>> ListAsync(VaultIdentity identity, string? key, CancellationToken cancellationToken) => database.RunAsync<IReadOnlyList<SecretRead>>(
        identity,
        async (connection, token) =>
        {
            var rows = await connection.QueryAsync<(string Tier, string Key, string Service, long Reads, DateTimeOffset FirstAt, DateTimeOffset LastAt)>(new CommandDefinition(
                $"SELECT tier, key, service, reads, first_at, last_at FROM devflow.secret_reads{(key is null ? "" : " WHERE key = @key")} ORDER BY tier DESC, key, service",
                new { key }, cancellationToken: token));
            return [.. rows.Select(row => new SecretRead(row.Tier, row.Key, row.Service, row.Reads, row.FirstAt, row.LastAt))];
        },
        cancellationToken);

    /// <summary>Adds the batch that is about to be taken, in the same transaction: what is added up is what is there.</summary>
    internal static Task AddAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(Add, cancellationToken: cancellationToken));

    /// <summary>Forgets what nobody has read since.</summary>
    internal static Task ForgetAsync(NpgsqlConnection connection, DateTimeOffset before, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition("DELETE FROM devflow.secret_reads WHERE last_at < @before", new { before = before.UtcDateTime }, cancellationToken: cancellationToken));
}
