using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>The key-encryption keys that the database knows. No key wraps anything before it was admitted here.</summary>
/// <param name="database">The database.</param>
public sealed class KeyRegistry(VaultDatabase database)
{
    // Engines that start at the same moment, with other keys perhaps, come one after the other.
    private const string OneAtATime = "SELECT pg_advisory_xact_lock(devflow.lock_of_key('registry'))";

    // A look at each id of the index, not at each row.
    private const string Used = """
        WITH RECURSIVE used AS (
            (SELECT key_id FROM devflow.data_keys ORDER BY key_id LIMIT 1)
            UNION ALL
            SELECT (SELECT k.key_id FROM devflow.data_keys k WHERE k.key_id > used.key_id ORDER BY k.key_id LIMIT 1) FROM used WHERE used.key_id IS NOT NULL)
        SELECT key_id FROM used WHERE key_id IS NOT NULL
        """;

    private const string List = """
        SELECT id, kind, state, (SELECT count(*) FROM devflow.data_keys d WHERE d.key_id = k.id), created_at, changed_at
        FROM devflow.key_encryption_keys k ORDER BY created_at, id
        """;

    private const string SetState = "UPDATE devflow.key_encryption_keys SET state = @state, changed_at = now() WHERE id = @id AND state <> @state";

    private static readonly VaultIdentity _identity = VaultIdentity.Maintenance("keys");

    /// <summary>
    /// Admits keys: proves that they are the ones that what is stored was wrapped by, and makes the first of them the active one. A database
    /// without keys takes them as they are. When they are refused, nothing was written.
    /// </summary>
    /// <param name="ring">The keys.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">A key is missing or is another one than it says, or the database or the key store is away (<see cref="VaultError.Unavailable"/>).</exception>
    public Task AdmitAsync(KeyRing ring, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ring);
        return database.RunAsync(
            _identity,
            async (connection, token) =>
            {
                await connection.ExecuteAsync(new CommandDefinition(OneAtATime, cancellationToken: token));
                var known = await KnownAsync(connection, token);
                var used = await connection.QueryAsync<string>(new CommandDefinition(Used, cancellationToken: token));
                if (await ProblemAsync(ring, known, used, token) is { } problem)
                    throw new VaultException(VaultError.Unavailable, problem);
                await ActivateAsync(connection, ring.Current, known, token);
            },
            cancellationToken);
    }

    /// <summary>
    /// What has become wrong with admitted keys, for instance because another engine works with newer ones; null for nothing. It only looks.
    /// </summary>
    /// <param name="ring">The keys.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database or the key store is away.</exception>
    public Task<string?> ProblemAsync(KeyRing ring, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ring);
        return database.RunAsync(
            _identity,
            async (connection, token) =>
            {
                var known = await KnownAsync(connection, token);
                return known.TryGetValue(ring.Current.Id, out var current) && current.State is "retired"
                    ? $"The key {ring.Current.Id} was retired by another engine. Give this one the new key too, in SECRET_ENCRYPTION_KEY."
                    : await ProblemAsync(ring, known, [], token);
            },
            cancellationToken);
    }

    /// <summary>All keys, the oldest first.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database is away.</exception>
    public Task<IReadOnlyList<VaultKey>> ListAsync(CancellationToken cancellationToken) =>
        database.RunAsync<IReadOnlyList<VaultKey>>(
            _identity,
            async (connection, token) =>
            {
                var rows = await connection.QueryAsync<(string Id, string Kind, string State, long DataKeys, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt)>(new CommandDefinition(List, cancellationToken: token));
                return [.. rows.Select(row => new VaultKey(row.Id, row.Kind, Enum.Parse<VaultKeyState>(row.State, ignoreCase: true), row.DataKeys, row.CreatedAt, row.ChangedAt))];
            },
            cancellationToken);

    private static async Task<Dictionary<string, (string State, byte[] Check)>> KnownAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync<(string Id, string State, byte[] Check)>(
            new CommandDefinition("SELECT id, state, check_value FROM devflow.key_encryption_keys", cancellationToken: cancellationToken));
        return rows.ToDictionary(row => row.Id, row => (row.State, row.Check), StringComparer.Ordinal);
    }

    private static async Task<string?> ProblemAsync(
        KeyRing ring, Dictionary<string, (string State, byte[] Check)> known, IEnumerable<string> used, CancellationToken cancellationToken)
    {
        foreach (var key in ring.All)
        {
            if (known.TryGetValue(key.Id, out var row) && !await KeyCheck.IsOfAsync(key, row.Check, cancellationToken))
                return $"The key {key.Id} does not open its own check value: it is another key, or the row in devflow.key_encryption_keys was altered. Put the right key back, or restore the row from a backup.";
        }

        // A key that the database has never had stands in rows that were altered: those do not open, and hold up nothing else.
        var needed = known.Where(key => key.Value.State is not "retired").Select(key => key.Key).Union(used.Where(id => known.Count == 0 || known.ContainsKey(id)));
        string[] missing = [.. needed.Except(ring.All.Select(key => key.Id)).Order(StringComparer.Ordinal)];
        return missing.Length == 0 ? null : Missing(ring, missing);
    }

    private static string Missing(KeyRing ring, string[] missing)
    {
        var hsm = missing.Any(id => id.StartsWith("pkcs11:", StringComparison.Ordinal));
        var remedy = hsm
            ? "Give the engine the HSM back (VAULT_PKCS11_LIBRARY, VAULT_PKCS11_TOKEN and VAULT_PKCS11_KEY)"
            : "Put the old key back in SECRET_ENCRYPTION_KEY, or, to change to the new one, set the old one as SECRET_ENCRYPTION_KEY_PREVIOUS: the vault is then wrapped anew";
        return $"The vault is wrapped by the key {string.Join(" and ", missing)}, which is not at hand; what is at hand is {string.Join(" and ", ring.All.Select(key => key.Id))}. {remedy}. Nothing was changed.";
    }

    private static async Task ActivateAsync(
        NpgsqlConnection connection, IKeyEncryptionKey current, Dictionary<string, (string State, byte[] Check)> known, CancellationToken cancellationToken)
    {
        foreach (var id in known.Where(key => key.Value.State is "active" && key.Key != current.Id).Select(key => key.Key))
            await connection.ExecuteAsync(new CommandDefinition(SetState, new { id, state = "retiring" }, cancellationToken: cancellationToken));
        if (known.ContainsKey(current.Id))
        {
            await connection.ExecuteAsync(new CommandDefinition(SetState, new { id = current.Id, state = "active" }, cancellationToken: cancellationToken));
            return;
        }

        var check = await KeyCheck.MakeAsync(current, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO devflow.key_encryption_keys (id, check_value, state) VALUES (@id, @check, 'active')", new { id = current.Id, check }, cancellationToken: cancellationToken));
    }
}
