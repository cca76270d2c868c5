using System.Data.Common;
using Dapper;
using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Secrets;

/// <summary>Remembers in the database since when each secret has been found where it is found.</summary>
internal sealed class SecretStateStore(VaultDatabase database)
{
    // A row changes only when what it says changes; otherwise "since" would mean "since the last look".
    private const string Upsert = """
        INSERT INTO devflow.secret_state AS known (key, source, state)
        SELECT * FROM unnest(@keys, @sources, @states)
        ON CONFLICT (key) DO UPDATE SET source = excluded.source, state = excluded.state, changed_at = now()
        WHERE (known.source, known.state) IS DISTINCT FROM (excluded.source, excluded.state)
        """;

    private static readonly VaultIdentity _monitor = VaultIdentity.Maintenance("secrets-monitor");

    public Task<IReadOnlyDictionary<string, DateTimeOffset>> SaveAsync(IReadOnlyList<SecretRow> rows, CancellationToken cancellationToken)
    {
        var values = new
        {
            keys = rows.Select(row => row.Key).ToArray(),
            sources = rows.Select(row => row.Source).ToArray(),
            states = rows.Select(row => row.State).ToArray(),
        };
        return database.RunAsync(
            _monitor,
            async (connection, token) =>
            {
                await connection.ExecuteAsync(new CommandDefinition(Upsert, values, cancellationToken: token));
                return await ReadAsync(connection, token);
            },
            cancellationToken);
    }

    public Task<IReadOnlyDictionary<string, DateTimeOffset>> ReadAsync(CancellationToken cancellationToken) =>
        database.RunAsync(_monitor, ReadAsync, cancellationToken);

    private static async Task<IReadOnlyDictionary<string, DateTimeOffset>> ReadAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var changes = await connection.QueryAsync<(string Key, DateTimeOffset ChangedAt)>(
            new CommandDefinition("SELECT key, changed_at FROM devflow.secret_state", cancellationToken: cancellationToken));
        return changes.ToDictionary(change => change.Key, change => change.ChangedAt, StringComparer.Ordinal);
    }
}
