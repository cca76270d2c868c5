using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>
/// Who is signed in, in a browser: a session is 43 characters of base64url that the browser keeps in a cookie. Kept is its HMAC-SHA-256 under
/// <c>SESSION_SECRET</c>: a row that somebody writes into the table is no session, and another secret signs everybody out, unless it was rotated:
/// then those of the one before go on for as long as that is accepted.
/// </summary>
/// <param name="database">Where they are kept.</param>
/// <param name="accepted">Gives the values of <c>SESSION_SECRET</c> that are accepted, the one in force first.</param>
/// <param name="changes">Puts changes of access on record.</param>
/// <param name="time">The clock.</param>
public sealed class Sessions(VaultDatabase database, Func<CancellationToken, ValueTask<IReadOnlyList<SecretValue>>> accepted, AccessChanges changes, TimeProvider time)
{
    /// <summary>How long one lasts: 30 days.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>The person who signs in with a one-time code: the one who started the platform.</summary>
    public const string LocalAdministrator = "local";

    private const string EnsureLocal = "INSERT INTO devflow.users (name, role) VALUES (@name, 'admin') ON CONFLICT (name) DO NOTHING";

    private const string FindLocal = $"SELECT {UserRow.Columns} FROM devflow.users u WHERE u.name = @name AND u.erased_at IS NULL";

    private const string Begin = "INSERT INTO devflow.sessions (id, user_id, hash, created_at, expires_at) VALUES (@id, @user, @hash, @now, @expiresAt)";

    private const string Find = $"""
        SELECT {UserRow.Columns} FROM devflow.sessions s JOIN devflow.users u ON u.id = s.user_id
        WHERE s.hash = ANY(@hashes) AND s.revoked_at IS NULL AND s.expires_at > @now AND u.erased_at IS NULL
        """;

    private const string Touch = "UPDATE devflow.sessions SET last_used_at = @now WHERE hash = ANY(@hashes) AND (last_used_at IS NULL OR last_used_at < @now - interval '1 minute')";

    private const string End = "UPDATE devflow.sessions SET revoked_at = @now WHERE hash = ANY(@hashes) AND revoked_at IS NULL";

    private const string List = """
        SELECT id, created_at, expires_at, last_used_at, hash = ANY(@hashes) FROM devflow.sessions
        WHERE user_id = @user AND revoked_at IS NULL AND expires_at > @now ORDER BY created_at DESC, id DESC
        """;

    private const string EndOne = "UPDATE devflow.sessions SET revoked_at = @now WHERE id = @id AND user_id = @user AND revoked_at IS NULL AND expires_at > @now";

    private const string EndAll = "UPDATE devflow.sessions SET revoked_at = @now WHERE user_id = @user AND revoked_at IS NULL";

    // Until a breach of the person, or of what signs tokens, is swept, who shows one of the person's tokens may be somebody else, revoked or not.
    private const string EndedSince = """
        SELECT EXISTS (SELECT FROM devflow.sessions WHERE user_id = @user AND revoked_at >= @since) OR EXISTS (SELECT FROM devflow.api_keys WHERE user_id = @user AND revoked_at >= @since)
            OR EXISTS (
                SELECT FROM devflow.incident_actions s JOIN devflow.incident_actions a ON a.incident = s.incident JOIN devflow.incidents i ON i.id = s.incident
                WHERE s.kind = 'sweep' AND (s.ended_at IS NULL OR s.ended_at >= @since)
                  AND ((a.kind IN ('end-sessions', 'revoke-keys') AND devflow.is_among('user:' || @user, a.subject)) OR (a.subject = @signing AND i.scope <> 'user')))
        """;

    private const string RunOut = "SELECT EXISTS (SELECT FROM devflow.sessions WHERE hash = ANY(@hashes) AND revoked_at IS NULL AND expires_at <= @now)";

    private static readonly VaultIdentity _signIn = VaultIdentity.Maintenance("sign-in");

    /// <summary>Begins a session of the local administrator with a one-time code, which is used up with it.</summary>
    /// <param name="code">The code, of which the caller knows that it is the right one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The person and the session; null when the code has been used before.</returns>
    /// <exception cref="VaultException">The database is away; the code still counts.</exception>
    public async Task<(UserAccount User, SecretValue Session)?> BeginWithCodeAsync(string code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(code);
        var now = time.GetUtcNow();
        var session = AccessSecret.New();
        var hash = (await HashesAsync(session, cancellationToken))[0];
        return await database.RunAsync<(UserAccount, SecretValue)?>(
            _signIn,
            async (connection, token) =>
            {
                if (!await UsedCodes.TryUseAsync(connection, code, now, token))
                    return null;
                var user = await LocalAsync(connection, token);
                var values = new { id = Guid.CreateVersion7(now), user = user.Id, hash, now, expiresAt = now + Lifetime };
                await connection.ExecuteAsync(new CommandDefinition(Begin, values, cancellationToken: token));
                return (user, new SecretValue(session, SecretSourceNames.Vault, now));
            },
            cancellationToken);
    }

    /// <summary>Begins a session of a person who has signed in otherwise.</summary>
    /// <param name="user">The person.</param>
    /// <param name="with">What with, for the record: an API key, or a provider that vouches for the person.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The session.</returns>
    /// <exception cref="VaultException">The database is away.</exception>
    public async Task<SecretValue> BeginAsync(UserAccount user, string with, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        var now = time.GetUtcNow();
        var session = AccessSecret.New();
        var values = new { id = Guid.CreateVersion7(now), user = user.Id, hash = (await HashesAsync(session, cancellationToken))[0], now, expiresAt = now + Lifetime };
        await database.RunAsync(
            _signIn,
            async (connection, token) =>
            {
                await connection.ExecuteAsync(new CommandDefinition(Begin, values, cancellationToken: token));
                await changes.WrittenAsync(user.ToIdentity(), SecretTier.User, $"session {values.id} with {with}", token);
            },
            cancellationToken);
        return new SecretValue(session, SecretSourceNames.Vault, now);
    }

    /// <summary>The local administrator, who is added when there is none.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database is away.</exception>
    public Task<UserAccount> LocalAdministratorAsync(CancellationToken cancellationToken) => database.RunAsync(_signIn, LocalAsync, cancellationToken);

    /// <summary>Whose session it is; null when it is none that counts.</summary>
    /// <param name="session">The session.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database is away.</exception>
    public async Task<UserAccount?> FindAsync(string session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (session.Length != AccessSecret.Length)
            return null;
        var values = new { hashes = await HashesAsync(session, cancellationToken), now = time.GetUtcNow() };
        return await database.RunAsync(
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

    /// <summary>Whether it is a session that has run out by itself, which nobody has ended.</summary>
    /// <param name="session">The session.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database is away.</exception>
    public async Task<bool> HasRunOutAsync(string session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (session.Length != AccessSecret.Length)
            return false;
        var values = new { hashes = await HashesAsync(session, cancellationToken), now = time.GetUtcNow() };
        return await database.RunAsync(
            _signIn, (connection, token) => connection.ExecuteScalarAsync<bool>(new CommandDefinition(RunOut, values, cancellationToken: token)), cancellationToken);
    }

    /// <summary>Whether a session or a key of a person was ended since, or a breach that reaches them was not swept then: what was begun before with one of them no longer counts.</summary>
    /// <param name="user">The person.</param>
    /// <param name="since">Since when.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database is away.</exception>
    public Task<bool> WasEndedSinceAsync(Guid user, DateTimeOffset since, CancellationToken cancellationToken) => database.RunAsync(
        _signIn, (connection, token) => connection.ExecuteScalarAsync<bool>(new CommandDefinition(EndedSince, new { user, since, signing = KnownKeys.JwtSecret }, cancellationToken: token)), cancellationToken);

    /// <summary>Ends a session. One that is none, or has ended, is no error.</summary>
    /// <param name="session">The session.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database is away.</exception>
    public async Task EndAsync(string session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var values = new { hashes = await HashesAsync(session, cancellationToken), now = time.GetUtcNow() };
        await database.RunAsync(
            _signIn, (connection, token) => connection.ExecuteAsync(new CommandDefinition(End, values, cancellationToken: token)), cancellationToken);
    }

    /// <summary>The sessions of a person that count, the newest first.</summary>
    /// <param name="identity">The person.</param>
    /// <param name="current">The session that asks; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database is away.</exception>
    public async Task<IReadOnlyList<UserSession>> ListAsync(VaultIdentity identity, string? current, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(identity);
        var values = new { user = identity.User, now = time.GetUtcNow(), hashes = current is null ? [] : await HashesAsync(current, cancellationToken) };
        var rows = await database.RunAsync(
            identity,
            (connection, token) => connection.QueryAsync<(Guid Id, DateTimeOffset Created, DateTimeOffset Expires, DateTimeOffset? Used, bool IsCurrent)>(new CommandDefinition(List, values, cancellationToken: token)),
            cancellationToken);
        return [.. rows.Select(row => new UserSession(row.Id, row.Created, row.Expires, row.Used, row.IsCurrent))];
    }

    /// <summary>Ends one session of a person.</summary>
    /// <param name="identity">The person.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">There is none that counts, or the database is away.</exception>
    public Task EndOneAsync(VaultIdentity identity, Guid id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(identity);
        var values = new { id, user = identity.User, now = time.GetUtcNow() };
        return database.RunAsync(
            identity,
            async (connection, token) =>
            {
                if (await connection.ExecuteAsync(new CommandDefinition(EndOne, values, cancellationToken: token)) == 0)
                    throw new VaultException(VaultError.NotFound, $"There is no session {id}.");
                await changes.RemovedAsync(identity, SecretTier.User, $"session {id}", token);
            },
            cancellationToken);
    }

    /// <summary>Ends all sessions of a person.</summary>
    /// <param name="identity">The person.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many.</returns>
    /// <exception cref="VaultException">The database is away.</exception>
    public Task<int> EndAllAsync(VaultIdentity identity, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(identity);
        var values = new { user = identity.User, now = time.GetUtcNow() };
        return database.RunAsync(
            identity,
            async (connection, token) =>
            {
                var ended = await connection.ExecuteAsync(new CommandDefinition(EndAll, values, cancellationToken: token));
                await changes.RemovedAsync(identity, SecretTier.User, $"sessions {identity}", token);
                return ended;
            },
            cancellationToken);
    }

    private async Task<UserAccount> LocalAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var values = new { name = LocalAdministrator };
        var isNew = await connection.ExecuteAsync(new CommandDefinition(EnsureLocal, values, cancellationToken: cancellationToken)) > 0;
        var account = await connection.QuerySingleOrDefaultAsync<UserAccount>(new CommandDefinition(FindLocal, values, cancellationToken: cancellationToken))
            ?? throw new VaultException(VaultError.Forbidden, "The local administrator has been erased.");
        if (isNew)
            await changes.WrittenAsync(_signIn, SecretTier.User, $"user {account.ToIdentity()} as {account.Role}", cancellationToken);
        return account;
    }

    // Under the secret in force first.
    private async ValueTask<byte[][]> HashesAsync(string session, CancellationToken cancellationToken)
    {
        try
        {
            var text = Encoding.UTF8.GetBytes(session);
            return [.. (await accepted(cancellationToken)).Select(key => HMACSHA256.HashData(Encoding.UTF8.GetBytes(key.Reveal()), text))];
        }
        catch (Exception fault) when (fault is SecretNotFoundException or SecretRefusedException)
        {
            throw new VaultException(VaultError.Unavailable, $"Sessions cannot be told: {fault.Message}", fault);
        }
    }
}
