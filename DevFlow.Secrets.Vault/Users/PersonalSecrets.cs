using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>The secrets of one person in the database; see <see cref="UserSecrets.As"/>.</summary>
public sealed class PersonalSecrets : IUserSecrets
{
    private const string Unknown = "user-secret:unknown";

    private readonly UserSecrets _all;
    private readonly VaultIdentity _identity;
    private readonly Guid _owner;

    internal PersonalSecrets(UserSecrets all, VaultIdentity identity, Guid owner)
    {
        _all = all;
        _identity = identity;
        _owner = owner;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<VaultSecret>> ListAsync(CancellationToken cancellationToken) =>
        _all.Database.RunAsync(_identity, (connection, token) => _all.ListAsync(connection, _owner, token), cancellationToken);

    /// <inheritdoc/>
    public async Task<SecretValue?> TryReadAsync(string name, int? version, CancellationToken cancellationToken) =>
        (await ReadAsync(name, version, cancellationToken)).Value;

    /// <summary>As <see cref="TryReadAsync"/>, with the time when the value stops to work.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="version">Which version; null for the current one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">See <see cref="VaultException.Error"/>.</exception>
    public async Task<(SecretValue? Value, DateTimeOffset? ExpiresAt)> ReadAsync(string name, int? version, CancellationToken cancellationToken)
    {
        Check(name);
        using var span = _all.Log.Start();
        var found = await _all.Database.RunAsync(
            _identity, (connection, token) => _all.Rows.FindAsync(connection, _owner, name, version, _all.Time.GetUtcNow(), token), cancellationToken);
        var outcome = found switch
        {
            { Value: not null } => SecretOutcomes.Hit,
            { Fault: not null } => SecretOutcomes.Error,
            _ => SecretOutcomes.Miss,
        };
        var key = KeyOf(found?.Id);
        _all.Log.Ended(span, key, outcome);
        await _all.Log.WriteAsync(key, outcome, _identity, found?.Value, version, cancellationToken);
        return found?.Fault is { } fault ? throw fault : (found?.Value, found?.ExpiresAt);
    }

    /// <inheritdoc/>
    public async Task<VaultSecret> WriteAsync(string name, SecretValue value, DateTimeOffset? expiresAt, int? expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(value);
        Check(name);
        var written = await _all.Database.RunAsync(
            _identity, (connection, token) => WriteAsync(connection, name, value, expiresAt, expectedVersion, _identity, token), cancellationToken);
        _all.TellChanged();
        return written;
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        Check(name);
        var wasThere = await _all.Database.RunAsync(_identity, (connection, token) => DeleteAsync(connection, name, token), cancellationToken);
        _all.TellChanged();
        return wasThere;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<VaultSecretVersion>> VersionsAsync(string name, CancellationToken cancellationToken)
    {
        Check(name);
        return _all.Database.RunAsync(_identity, (connection, token) => _all.Rows.VersionsAsync(connection, _owner, name, token), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<VaultSecret> RestoreAsync(string name, int version, int? expectedVersion, CancellationToken cancellationToken)
    {
        Check(name);
        var restore = new SecretRestore(_owner, name, version, expectedVersion, _identity.Principal);
        var written = await _all.Database.RunAsync(
            _identity,
            (connection, token) => _all.Rows.RestoreAsync(
                connection, restore, _all.Time.GetUtcNow(), (id, outcome, which) => _all.Log.WriteAsync(KeyOf(id), outcome, _identity, value: null, which, token), token),
            cancellationToken);
        _all.TellChanged();
        return written;
    }

    /// <summary>As the public one, in a transaction that is under way and works for the person; by whom is what stands in records.</summary>
    internal Task<VaultSecret> WriteAsync(
        NpgsqlConnection connection, string name, SecretValue value, DateTimeOffset? expiresAt, int? expectedVersion, VaultIdentity by, CancellationToken cancellationToken) =>
        _all.Rows.WriteAsync(
            connection,
            new SecretWrite(_owner, name, value, expiresAt, expectedVersion, by.Principal),
            (id, version) => _all.Log.WriteAsync(KeyOf(id), SecretOutcomes.Written, by, value: null, version, cancellationToken),
            cancellationToken);

    /// <summary>As the public one, in a transaction that is under way and works for the person.</summary>
    internal Task<bool> DeleteAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken) => DeleteAsync(connection, name, _identity, cancellationToken);

    /// <summary>As the one above; by whom is what stands in records.</summary>
    internal Task<bool> DeleteAsync(NpgsqlConnection connection, string name, VaultIdentity by, CancellationToken cancellationToken) => _all.Rows.DeleteAsync(
        connection, _owner, name, id => _all.Log.WriteAsync(KeyOf(id), SecretOutcomes.Removed, by, value: null, version: null, cancellationToken), cancellationToken);

    // What somebody calls his secrets is his own affair: records know them by their ids.
    private static string KeyOf(Guid? id) => id is { } known ? $"user-secret:{known}" : Unknown;

    private static void Check(string name)
    {
        if (VaultNames.ProblemOfSecret(name) is { } problem)
            throw new VaultException(VaultError.Invalid, $"A name {problem}.");
    }
}
