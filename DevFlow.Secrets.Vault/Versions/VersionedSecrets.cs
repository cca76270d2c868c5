using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>
/// The two tables of a tier: secrets, and their sealed versions. Everything happens in the transaction of the connection that is given, in which
/// row-level security has said already what there is to see.
/// </summary>
/// <param name="tier">The tier.</param>
/// <param name="secrets">The table of secrets.</param>
/// <param name="scope">The column of both tables that says whose they are.</param>
/// <param name="envelope">Seals and opens.</param>
internal sealed class VersionedSecrets(SecretTier tier, string secrets, string scope, Envelope envelope)
{
    private const string NameForm = "user_secrets_name_form";

    private readonly string _list = $"""
        SELECT name, version, created_at, updated_at, expires_at FROM devflow.{secrets}
        WHERE {scope} = @owner AND deleted_at IS NULL AND version > 0 ORDER BY name COLLATE "C"
        """;

    private readonly string _find = $"""
        SELECT s.id, s.version AS current, v.version AS read, v.content, v.expires_at AS ExpiresAt, k.id AS DataKey, k.key_id AS KeyId, k.wrapped
        FROM devflow.{secrets} s
        LEFT JOIN LATERAL (
            SELECT * FROM devflow.{secrets[..^1]}_versions
            WHERE secret_id = s.id AND (@version::int IS NULL OR version = @version) ORDER BY version DESC LIMIT 1) v ON true
        LEFT JOIN devflow.data_keys k ON k.id = v.data_key
        WHERE s.{scope} = @owner AND s.name = @name AND s.deleted_at IS NULL
        """;

    private readonly string _lock = $"""
        SELECT id, version, created_at, updated_at, expires_at, deleted_at IS NOT NULL AS deleted FROM devflow.{secrets} WHERE {scope} = @owner AND name = @name FOR UPDATE;
        """;

    private readonly string _first = $"INSERT INTO devflow.{secrets} (id, {scope}, name) VALUES (@id, @owner, @name) ON CONFLICT ({scope}, name) DO NOTHING";

    private readonly string _write = $"""
        INSERT INTO devflow.data_keys (id, tier, owner, key_id, wrapped) VALUES (@dataKey, @tier, @keyOwner, @keyId, @wrapped);
        INSERT INTO devflow.{secrets[..^1]}_versions (secret_id, version, {scope}, data_key, content, created_by, expires_at, restored_from)
            VALUES (@id, @version, @owner, @dataKey, @content, @by, @expiresAt, @restoredFrom);
        UPDATE devflow.{secrets} SET version = @version, updated_at = now(), expires_at = @expiresAt, deleted_at = NULL,
            created_at = CASE WHEN @isNew THEN now() ELSE created_at END WHERE id = @id RETURNING created_at, updated_at;
        """;

    private readonly string _delete = $"""
        DELETE FROM devflow.data_keys WHERE id IN (SELECT data_key FROM devflow.{secrets[..^1]}_versions WHERE secret_id = @id);
        UPDATE devflow.{secrets} SET deleted_at = now(), expires_at = NULL WHERE id = @id;
        """;

    private readonly string _count = $"SELECT count(*) FROM devflow.{secrets} WHERE {scope} = @owner AND deleted_at IS NULL AND version > 0 AND starts_with(name, @within)";

    private readonly string _clear = $"""
        DELETE FROM devflow.data_keys WHERE id IN (SELECT data_key FROM devflow.{secrets[..^1]}_versions WHERE secret_id = @id AND version <= @upTo);
        """;

    private readonly string _versions = $"""
        SELECT v.version, v.created_at, v.created_by, v.expires_at, v.restored_from FROM devflow.{secrets} s JOIN devflow.{secrets[..^1]}_versions v ON v.secret_id = s.id
        WHERE s.{scope} = @owner AND s.name = @name AND s.deleted_at IS NULL ORDER BY v.version DESC
        """;

    private readonly string _tier = $"{tier}".ToLowerInvariant();

    public async Task<IReadOnlyList<VaultSecret>> ListAsync(NpgsqlConnection connection, Guid owner, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync<(string Name, int Version, DateTimeOffset Created, DateTimeOffset Updated, DateTimeOffset? Expires)>(
            new CommandDefinition(_list, new { owner }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => SecretOf(row.Name, row.Version, row.Created, row.Updated, row.Expires))];
    }

    /// <summary>Reads one; null when there is none.</summary>
    /// <exception cref="VaultException">It does not decrypt, or one of its rows is missing.</exception>
    public async Task<StoredSecret?> FindAsync(NpgsqlConnection connection, Guid owner, string name, int? version, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = await connection.QuerySingleOrDefaultAsync<VersionRow>(
            new CommandDefinition(_find, new { owner, name, version }, cancellationToken: cancellationToken));
        return row is null ? null : await OpenAsync(row, owner, name, version, now, cancellationToken);
    }

    /// <summary>Writes a version. Of several writers at once each waits for the one before it, and adds a version of its own.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="write">What.</param>
    /// <param name="record">Puts it on record, by the secret's id and the new version, before it counts.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<VaultSecret> WriteAsync(NpgsqlConnection connection, SecretWrite write, Func<Guid, int, ValueTask> record, CancellationToken cancellationToken)
    {
        var (row, there) = await LockAsync(connection, write.Owner, write.Name, cancellationToken);
        if (row is null)
        {
            // Somebody else may do so at this very moment; then this waits, and finds that one's row.
            await FirstAsync(connection, write, cancellationToken);
            (row, there) = await LockAsync(connection, write.Owner, write.Name, cancellationToken);
            if (row is null)
                throw new VaultException(VaultError.Forbidden, "This is not yours to write.");
        }

        var current = row.Value.Deleted ? 0 : row.Value.Version;
        if (there is not null && current > 0 && await IsThereAsync(there, write, current, cancellationToken))
            return SecretOf(write.Name, current, row.Value.Created, row.Value.Updated, row.Value.Expires);
        if (write.ExpectedVersion is { } expected && expected != current)
            throw Conflict(expected, current);
        if (current == 0)
            await CheckCountAsync(connection, write, cancellationToken);
        var version = row.Value.Version + 1;
        var (key, content) = await envelope.SealAsync(Binding(write.Owner, write.Name, version), write.Value, cancellationToken);
        var values = new
        {
            row.Value.Id,
            version,
            owner = write.Owner,
            tier = _tier,
            keyOwner = OwnerText(write.Owner),
            dataKey = key.Id,
            keyId = key.KeyId,
            wrapped = key.Wrapped,
            content,
            by = write.By,
            restoredFrom = write.RestoredFrom,
            expiresAt = write.ExpiresAt?.ToUniversalTime(),
            isNew = current == 0,
            upTo = version - VaultLimits.Versions,
        };
        var sql = version > VaultLimits.Versions ? _clear + _write : _write;
        // Side by side: what counts is that both are done before the transaction is.
        var recording = record(row.Value.Id, version).AsTask();
        var writing = connection.QuerySingleAsync<(DateTimeOffset, DateTimeOffset)>(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
        await Task.WhenAll(recording, writing);
        var (created, updated) = await writing;
        return SecretOf(write.Name, version, created, updated, write.ExpiresAt?.ToUniversalTime());
    }

    /// <summary>Writes an old value once more, with its expiry, as the newest version. In one transaction: what is read is what is written.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="restore">Which.</param>
    /// <param name="now">Dates the value that is read.</param>
    /// <param name="record">Puts it on record, by the secret's id, the outcome and the version.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<VaultSecret> RestoreAsync(
        NpgsqlConnection connection, SecretRestore restore, DateTimeOffset now, Func<Guid, string, int, ValueTask> record, CancellationToken cancellationToken)
    {
        // Locked first: what somebody deletes at this moment does not come back.
        await LockAsync(connection, restore.Owner, restore.Name, cancellationToken);
        var old = await FindAsync(connection, restore.Owner, restore.Name, restore.Version, now, cancellationToken);
        if (old?.Fault is { } fault)
        {
            await record(old.Id, SecretOutcomes.Error, restore.Version);
            throw fault;
        }

        if (old?.Value is not { } value)
            throw new VaultException(VaultError.NotFound, $"There is no version {restore.Version} of this secret to go back to.");
        var write = new SecretWrite(restore.Owner, restore.Name, value, old.ExpiresAt, restore.ExpectedVersion, restore.By) { RestoredFrom = restore.Version };
        return await WriteAsync(connection, write, (id, version) => record(id, SecretOutcomes.Written, version), cancellationToken);
    }

    /// <summary>Deletes one with the data keys of all its versions.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="owner">Whose.</param>
    /// <param name="name">Its name.</param>
    /// <param name="record">Puts it on record before it counts.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<bool> DeleteAsync(NpgsqlConnection connection, Guid owner, string name, Func<Guid, ValueTask> record, CancellationToken cancellationToken)
    {
        if ((await LockAsync(connection, owner, name, cancellationToken)).Row is not { Deleted: false } row)
            return false;
        await record(row.Id);
        await connection.ExecuteAsync(new CommandDefinition(_delete, new { row.Id }, cancellationToken: cancellationToken));
        return true;
    }

    public async Task<IReadOnlyList<VaultSecretVersion>> VersionsAsync(NpgsqlConnection connection, Guid owner, string name, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync<(int Version, DateTimeOffset Created, string By, DateTimeOffset? Expires, int? From)>(
            new CommandDefinition(_versions, new { owner, name }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => new VaultSecretVersion(row.Version, row.Created, row.By, row.Expires, row.From))];
    }

    private async Task<StoredSecret> OpenAsync(VersionRow row, Guid owner, string name, int? version, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // An old version, asked for by its number, may have been cleared away; the current one is there, and is the newest.
        if (version is not null && row.Read is null)
            return new(row.Id, Value: null, ExpiresAt: null);
        if (row.Content is null || row.Wrapped is null || (version is null && row.Read != row.Current) || row.Read > row.Current)
            return new(row.Id, Value: null, ExpiresAt: null) { Fault = EnvelopeFormat.Refused() };
        try
        {
            var value = await envelope.OpenAsync(
                Binding(owner, name, row.Read!.Value), new(new(row.DataKey!.Value, row.KeyId!, row.Wrapped), row.Content), now, cancellationToken);
            return new(row.Id, value, row.ExpiresAt);
        }
        catch (VaultException fault)
        {
            return new(row.Id, Value: null, ExpiresAt: null) { Fault = fault };
        }
    }

    // Who got no answer writes again: what holds the value already is left as it is, and the same answer given.
    private async Task<bool> IsThereAsync(VersionRow there, SecretWrite write, int current, CancellationToken cancellationToken)
    {
        if (write.ExpectedVersion is { } expected && expected != current && expected != current - 1)
            return false;
        var stored = await OpenAsync(there, write.Owner, write.Name, version: null, DateTimeOffset.UnixEpoch, cancellationToken);
        return stored.Value is { } value && AreEqual(stored.ExpiresAt, write.ExpiresAt)
            && CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(value.Reveal().AsSpan()), MemoryMarshal.AsBytes(write.Value.Reveal().AsSpan()));
    }

    // The database keeps microseconds.
    private static bool AreEqual(DateTimeOffset? stored, DateTimeOffset? given) =>
        stored is null || given is null ? stored == given : (stored.Value - given.Value).Duration() < TimeSpan.FromMicroseconds(1);

    // Of a project each environment by itself, which the name begins with.
    private async Task CheckCountAsync(NpgsqlConnection connection, SecretWrite write, CancellationToken cancellationToken)
    {
        var within = tier is SecretTier.Project ? write.Name[..(write.Name.IndexOf('/', StringComparison.Ordinal) + 1)] : "";
        if (await connection.ExecuteScalarAsync<long>(new CommandDefinition(_count, new { owner = write.Owner, within }, cancellationToken: cancellationToken)) >= VaultLimits.Secrets)
            throw new VaultException(VaultError.Invalid, $"There are {VaultLimits.Secrets:N0} secrets here, and no more are kept: delete what is not needed any longer.");
    }

    private async Task FirstAsync(NpgsqlConnection connection, SecretWrite write, CancellationToken cancellationToken)
    {
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(
                _first, new { id = Guid.CreateVersion7(), owner = write.Owner, name = write.Name }, cancellationToken: cancellationToken));
        }
        catch (PostgresException fault) when (fault.SqlState is PostgresErrorCodes.CheckViolation && fault.ConstraintName is NameForm)
        {
            throw new VaultException(VaultError.Invalid, "A name must be in Unicode's form C, so that two that look the same are the same.", fault);
        }
    }

    // Both in one round trip; the second sees what the first has waited for, since each statement looks anew (read committed).
    private async Task<((Guid Id, int Version, DateTimeOffset Created, DateTimeOffset Updated, DateTimeOffset? Expires, bool Deleted)? Row, VersionRow? There)> LockAsync(
        NpgsqlConnection connection, Guid owner, string name, CancellationToken cancellationToken)
    {
        var both = new CommandDefinition(_lock + _find, new { owner, name, version = (int?)null }, cancellationToken: cancellationToken);
        await using var results = await connection.QueryMultipleAsync(both);
        var row = await results.ReadSingleOrDefaultAsync<(Guid, int, DateTimeOffset, DateTimeOffset, DateTimeOffset?, bool)?>();
        return (row, await results.ReadSingleOrDefaultAsync<VersionRow>());
    }

    private SecretBinding Binding(Guid owner, string name, int version) => new(tier, OwnerText(owner), name, version);

    private string OwnerText(Guid owner) => $"{_tier}:{owner}";

    private static VaultException Conflict(int expected, int current) => new(
        VaultError.Conflict,
        current == 0 ? $"There is no version {expected} to replace: it is not there."
        : expected == 0 ? $"It is there already, at version {current}."
        : $"It is at version {current}, not {expected}: somebody else changed it. Read it again.");

    private static VaultSecret SecretOf(string name, int version, DateTimeOffset created, DateTimeOffset updated, DateTimeOffset? expires) => new()
    {
        Name = name,
        Version = version,
        CreatedAt = created,
        UpdatedAt = updated,
        ExpiresAt = expires,
    };
}
