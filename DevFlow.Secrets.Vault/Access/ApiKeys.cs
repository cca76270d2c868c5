using Dapper;

namespace DevFlow.Secrets.Vault;

/// <summary>
/// The keys that programs of a person call the platform with (<c>DEVFLOW_API_KEY</c>): <c>dfk_</c> and 43 characters of base64url. Of each only the
/// SHA-256 is kept.
/// </summary>
/// <param name="database">Where they are kept.</param>
/// <param name="changes">Puts changes of access on record.</param>
/// <param name="time">The clock.</param>
public sealed class ApiKeys(VaultDatabase database, AccessChanges changes, TimeProvider time)
{
    /// <summary>What each begins with.</summary>
    public const string Prefix = "dfk_";

    /// <summary>For how long one is issued when nothing is said, and at most: 365 days.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    private const int ShownLength = 12;

    private const string Add = $"""
        INSERT INTO devflow.api_keys (id, user_id, name, prefix, hash, created_at, expires_at, audience)
        VALUES (@id, @user, @name, @prefix, @hash, @now, @expiresAt, @audience) RETURNING {ApiKeyRow.Columns}
        """;

    private const string List = $"SELECT {ApiKeyRow.Columns} FROM devflow.api_keys WHERE user_id = @user ORDER BY created_at DESC, id";

    private const string Revoke = "UPDATE devflow.api_keys SET revoked_at = coalesce(revoked_at, @now) WHERE id = @id AND user_id = @user";

    private const string Find = $"""
        SELECT {UserRow.Columns} FROM devflow.api_keys k JOIN devflow.users u ON u.id = k.user_id
        WHERE k.hash = @hash AND (k.audience IS NULL OR k.audience = @audience) AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > @now) AND u.erased_at IS NULL
        """;

    private const string Touch = "UPDATE devflow.api_keys SET last_used_at = @now WHERE hash = @hash AND (last_used_at IS NULL OR last_used_at < @now - interval '1 minute')";

    private static readonly VaultIdentity _signIn = VaultIdentity.Maintenance("sign-in");

    /// <summary>Issues one.</summary>
    /// <param name="identity">The person who will be its owner.</param>
    /// <param name="name">What to call it.</param>
    /// <param name="expiresAt">From when on it counts no more; null for <see cref="Lifetime"/> from now.</param>
    /// <param name="audience">The one service that it is for; null for each.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is kept of it, and the key, which nobody can be told again.</returns>
    /// <exception cref="VaultException">Something given is not acceptable, or the database is away.</exception>
    public async Task<(ApiKey Key, SecretValue Value)> IssueAsync(VaultIdentity identity, string name, DateTimeOffset? expiresAt, string? audience, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(name);
        var now = time.GetUtcNow();
        if (AccountNames.ProblemOfText(name) is { } problem)
            throw new VaultException(VaultError.Invalid, $"A key's name {problem}.");
        if (expiresAt <= now)
            throw new VaultException(VaultError.Invalid, "A key expires in the future.");
        // A key that leaked and issued another would otherwise be good for ever.
        if (expiresAt > now + Lifetime)
            throw new VaultException(VaultError.Invalid, $"A key counts for at most {Lifetime.TotalDays:0} days: give an earlier end, and issue another before it.");
        var user = OwnerOf(identity);
        var key = $"{Prefix}{AccessSecret.New()}";
        var values = new
        {
            id = Guid.CreateVersion7(now),
            user,
            name,
            prefix = key[..ShownLength],
            hash = AccessSecret.Hash(key),
            now,
            expiresAt = (expiresAt ?? now + Lifetime).ToUniversalTime(),
            audience,
        };
        var issued = await database.RunAsync(
            identity,
            async (connection, token) =>
            {
                var added = await connection.QuerySingleAsync<ApiKey>(new CommandDefinition(Add, values, cancellationToken: token));
                await changes.WrittenAsync(identity, SecretTier.User, NameOf(user, values.id), token);
                return added;
            },
            cancellationToken);
        return (issued, new SecretValue(key, SecretSourceNames.Vault, now));
    }

    /// <summary>The keys of a person, the newest first; those that count no more too.</summary>
    /// <param name="identity">Who asks: the owner, or an administrator.</param>
    /// <param name="user">The owner.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database is away.</exception>
    public Task<IReadOnlyList<ApiKey>> ListAsync(VaultIdentity identity, Guid user, CancellationToken cancellationToken) =>
        database.RunAsync<IReadOnlyList<ApiKey>>(
            identity,
            async (connection, token) => [.. await connection.QueryAsync<ApiKey>(new CommandDefinition(List, new { user }, cancellationToken: token))],
            cancellationToken);

    /// <summary>Revokes one: it counts no more from the moment on that this returns.</summary>
    /// <param name="identity">Who asks: the owner, or an administrator.</param>
    /// <param name="user">The owner.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">There is none.</exception>
    public async Task RevokeAsync(VaultIdentity identity, Guid user, Guid id, CancellationToken cancellationToken)
    {
        var values = new { id, user, now = time.GetUtcNow() };
        await database.RunAsync(
            identity,
            async (connection, token) =>
            {
                if (await connection.ExecuteAsync(new CommandDefinition(Revoke, values, cancellationToken: token)) == 0)
                    throw new VaultException(VaultError.NotFound, $"There is no key {id}.");
                await changes.RemovedAsync(identity, SecretTier.User, NameOf(user, id), token);
            },
            cancellationToken);
    }

    /// <summary>Whose key it is; null when it is none that counts.</summary>
    /// <param name="key">The key.</param>
    /// <param name="audience">The service that it has to count for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database is away.</exception>
    public Task<UserAccount?> FindAsync(string key, string audience, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length != Prefix.Length + AccessSecret.Length || !key.StartsWith(Prefix, StringComparison.Ordinal))
            return Task.FromResult<UserAccount?>(null);
        var values = new { hash = AccessSecret.Hash(key), audience, now = time.GetUtcNow() };
        return database.RunAsync(
            _signIn,
            async (connection, token) =>
            {
                if (await connection.QuerySingleOrDefaultAsync<UserAccount>(new CommandDefinition(Find, values, cancellationToken: token)) is not { } user)
                    return null;
                await connection.ExecuteAsync(new CommandDefinition(Touch, values, cancellationToken: token));
                return user;
            },
            cancellationToken);
    }

    private static string NameOf(Guid user, Guid key) => $"api-key user:{user}/{key}";

    private static Guid OwnerOf(VaultIdentity identity) =>
        identity.User ?? throw new VaultException(VaultError.Forbidden, "Keys belong to people; a service has its own credential.");
}
