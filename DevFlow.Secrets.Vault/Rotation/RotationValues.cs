using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>The values of runs, sealed: bound to the run and to what they are in it.</summary>
/// <param name="envelope">Seals and opens.</param>
internal sealed class RotationValues(Envelope envelope)
{
    public const string Current = "current";
    public const string Candidate = "candidate";

    private const string NotePrefix = "note:";

    private const string Add = """
        INSERT INTO devflow.data_keys (id, tier, owner, key_id, wrapped) VALUES (@dataKey, 'system', @owner, @keyId, @wrapped);
        INSERT INTO devflow.rotation_values (run, name, data_key, content) VALUES (@run, @name, @dataKey, @content);
        """;

    private const string Select = """
        SELECT v.run, v.name, v.content, k.id, k.key_id, k.wrapped FROM devflow.rotation_values v JOIN devflow.data_keys k ON k.id = v.data_key
        """;

    // With its data key a value is gone for good.
    private const string Remove = "DELETE FROM devflow.data_keys WHERE id IN (SELECT data_key FROM devflow.rotation_values WHERE run = @run)";

    public async Task AddAsync(NpgsqlConnection connection, Guid run, string name, SecretValue value, CancellationToken cancellationToken)
    {
        var (key, content) = await envelope.SealAsync(Binding(run, name), value, cancellationToken);
        var values = new { dataKey = key.Id, owner = Owner(run), keyId = key.KeyId, wrapped = key.Wrapped, run, name, content };
        await connection.ExecuteAsync(new CommandDefinition(Add, values, cancellationToken: cancellationToken));
    }

    public async Task AddNotesAsync(NpgsqlConnection connection, Guid run, RotationNotes notes, CancellationToken cancellationToken)
    {
        foreach (var (name, text) in notes.Added)
            await AddAsync(connection, run, NotePrefix + name, new(text, SecretSourceNames.Vault, DateTimeOffset.UnixEpoch), cancellationToken);
    }

    /// <summary>What the rotator has kept among what is kept of a run.</summary>
    public static RotationNotes NotesOf(IReadOnlyDictionary<string, SecretValue> values) => new(values
        .Where(value => value.Key.StartsWith(NotePrefix, StringComparison.Ordinal))
        .ToDictionary(value => value.Key[NotePrefix.Length..], value => value.Value.Reveal(), StringComparer.Ordinal));

    /// <summary>The values of a run, and its notes, by what they are in it.</summary>
    public async Task<IReadOnlyDictionary<string, SecretValue>> OfAsync(NpgsqlConnection connection, Guid run, CancellationToken cancellationToken) =>
        (await OpenAsync(connection, $"{Select} WHERE v.run = @run", new { run }, cancellationToken)).ToDictionary(value => value.Name, value => value.Value);

    /// <summary>All values of the runs of a secret that have not ended.</summary>
    public async Task<IReadOnlyList<SecretValue>> OfSecretAsync(NpgsqlConnection connection, string secret, CancellationToken cancellationToken) =>
        [.. (await OpenAsync(
            connection, $"{Select} JOIN devflow.rotation_runs r ON r.id = v.run WHERE r.secret = @secret AND r.ended_at IS NULL AND v.name IN ('{Current}', '{Candidate}')", new { secret }, cancellationToken)).Select(value => value.Value)];

    public static Task RemoveAsync(NpgsqlConnection connection, Guid run, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(Remove, new { run }, cancellationToken: cancellationToken));

    private async Task<List<(string Name, SecretValue Value)>> OpenAsync(NpgsqlConnection connection, string sql, object values, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync<(Guid Run, string Name, byte[] Content, Guid Key, string KeyId, byte[] Wrapped)>(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
        var opened = new List<(string, SecretValue)>();
        foreach (var row in rows)
        {
            var value = await envelope.OpenAsync(
                Binding(row.Run, row.Name), new(new(row.Key, row.KeyId, row.Wrapped), row.Content), DateTimeOffset.UnixEpoch, cancellationToken);
            opened.Add((row.Name, value));
        }

        return opened;
    }

    private static SecretBinding Binding(Guid run, string name) => new(SecretTier.System, Owner(run), name, Version: 1);

    private static string Owner(Guid run) => $"rotation:{run}";
}
