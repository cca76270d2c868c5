using System.Security.Cryptography;
using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>
/// What is shared by links. It comes encrypted, is handed out as often as its creator said to whoever proves to have the link, and is destroyed with the last
/// time, when its time is over, or when it is revoked.
/// </summary>
/// <param name="database">Where it is kept, whose clock decides.</param>
/// <param name="record">Puts it on record; what cannot be is not done.</param>
public sealed class ShareLinks(VaultDatabase database, Func<SecretAccess, CancellationToken, ValueTask> record)
{
    /// <summary>The shortest that something is shared for: 1 minute.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    /// <summary>The longest that something is shared for: 30 days.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>As often as a link can be opened at most: 100.</summary>
    public const int MostViews = 100;

    /// <summary>The most links of one creator that can be opened at a time: 200.</summary>
    public const int MostOpen = 200;

    /// <summary>The most bytes that are shared by a link, encrypted: 70,000.</summary>
    public const int MostBytes = 70_000;

    // A nonce, a tag and one byte.
    private const int FewestBytes = 29;

    private const string Insert = $"""
        INSERT INTO devflow.share_links (id, creator, secret, content, access_hash, passphrase_hash, views, expires_at)
        VALUES (@id, @creator, @secret, @content, @access, @passphrase, @views, now() + make_interval(secs => @seconds)) RETURNING {ShareLinkRow.Columns}
        """;

    private const string List = $"SELECT {ShareLinkRow.Columns} FROM devflow.share_links WHERE @ended OR (ended_at IS NULL AND expires_at > now()) ORDER BY created_at DESC, id LIMIT 1000";

    private static readonly VaultIdentity _opener = VaultIdentity.Maintenance("share-links");

    /// <summary>Makes a link.</summary>
    /// <param name="identity">Whose it is.</param>
    /// <param name="link">What of.</param>
    /// <param name="cancellationToken">Gives up; whether it was made is then open.</param>
    /// <exception cref="VaultException">It is out of bounds, as many as may be are open, or the database is away.</exception>
    public Task<ShareLink> CreateAsync(VaultIdentity identity, NewShareLink link, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(link);
        Check(link);
        return database.RunAsync(
            identity,
            async (connection, token) =>
            {
                await connection.ExecuteAsync(new CommandDefinition("SELECT devflow.clear_share_links()", cancellationToken: token));
                // Of one creator one at a time, so that what is counted is what there is.
                await connection.ExecuteAsync(new CommandDefinition("SELECT pg_advisory_xact_lock(3609, hashtext(@Principal))", new { identity.Principal }, cancellationToken: token));
                var open = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
                    "SELECT count(*) FROM devflow.share_links WHERE creator = @Principal AND ended_at IS NULL", new { identity.Principal }, cancellationToken: token));
                if (open >= MostOpen)
                    throw new VaultException(VaultError.Conflict, $"{open} links of yours can be opened, and there may be no more: revoke one, or wait until it has been opened or has expired.");
                var values = new
                {
                    // Of nothing but chance: an id tells neither when nor what.
                    id = Guid.NewGuid(),
                    creator = identity.Principal,
                    secret = link.Secret,
                    content = link.Content.ToArray(),
                    access = link.AccessHash.ToArray(),
                    passphrase = link.PassphraseHash?.ToArray(),
                    views = link.Views,
                    seconds = link.Duration.TotalSeconds,
                };
                var made = await connection.QuerySingleAsync<ShareLink>(new CommandDefinition(Insert, values, cancellationToken: token));
                await RecordAsync(made.Id, SecretOutcomes.Written, identity.Principal, token);
                return made;
            },
            cancellationToken);
    }

    /// <summary>Takes one view of a link. Nobody has to be known for that.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="access">What proves that the opener has the link.</param>
    /// <param name="passphrase">What proves that the opener has its passphrase; null for none.</param>
    /// <param name="opener">Who it is, as far as that is known, for the record.</param>
    /// <param name="cancellationToken">Gives up; whether a view was taken is then open.</param>
    /// <exception cref="VaultException">The database is away.</exception>
    public Task<ShareOpening> OpenAsync(Guid id, ReadOnlyMemory<byte> access, ReadOnlyMemory<byte>? passphrase, string opener, CancellationToken cancellationToken) =>
        database.RunAsync(
            _opener,
            async (connection, token) =>
            {
                var proofs = new { id, access = SHA256.HashData(access.Span), passphrase = passphrase is { } given ? SHA256.HashData(given.Span) : null };
                var (outcome, content, remaining) = await connection.QuerySingleAsync<(string, byte[]?, int)>(new CommandDefinition(
                    "SELECT outcome, given, remaining FROM devflow.open_share_link(@id, @access, @passphrase)", proofs, cancellationToken: token));
                // Before it counts: no view is taken that is not on record.
                if (outcome is ShareOutcome.Opened)
                    await RecordAsync(id, SecretOutcomes.Hit, opener, token);
                return new ShareOpening(outcome, content is null ? null : (ReadOnlyMemory<byte>?)content, remaining);
            },
            cancellationToken);

    /// <summary>The links of the one who asks, the newest first; for an administrator all.</summary>
    /// <param name="identity">Who asks.</param>
    /// <param name="withEnded">Those that have ended too; they are kept for 90 days.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database is away.</exception>
    public Task<IReadOnlyList<ShareLink>> ListAsync(VaultIdentity identity, bool withEnded, CancellationToken cancellationToken) =>
        database.RunAsync<IReadOnlyList<ShareLink>>(
            identity,
            async (connection, token) => await ReadAsync(connection, List, new { ended = withEnded }, token),
            cancellationToken);

    /// <summary>Ends a link at once.</summary>
    /// <param name="identity">Whose it is, or an administrator.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up; whether it was done is then open.</param>
    /// <returns>It, as it is now.</returns>
    /// <exception cref="VaultException">There is none that can be opened, or the database is away.</exception>
    public async Task<ShareLink> RevokeAsync(VaultIdentity identity, Guid id, CancellationToken cancellationToken) =>
        await RevokeAsync(identity, id, creator: null, secret: null, cancellationToken) is [var revoked]
            ? revoked
            : throw new VaultException(VaultError.NotFound, $"There is no link {id} of yours that can be opened.");

    /// <summary>Ends at once all links of a creator, all of a secret, or those that are both.</summary>
    /// <param name="identity">An administrator, or the engine; for others it ends what is their own.</param>
    /// <param name="creator">The principal of the creator; null for any.</param>
    /// <param name="secret">The name of what is shared, as the creators gave it; null for any.</param>
    /// <param name="cancellationToken">Gives up; whether it was done is then open.</param>
    /// <returns>Those that could be opened until now.</returns>
    /// <exception cref="VaultException">Neither is said, or the database is away.</exception>
    public Task<IReadOnlyList<ShareLink>> RevokeAllAsync(VaultIdentity identity, string? creator, string? secret, CancellationToken cancellationToken) =>
        RevokeAsync(identity, id: null, creator, secret, cancellationToken);

    /// <summary>Destroys what has expired, and forgets what ended 90 days ago.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many were forgotten.</returns>
    /// <exception cref="VaultException">The database is away.</exception>
    public Task<long> ClearAsync(CancellationToken cancellationToken) => database.RunAsync(
        _opener, (connection, token) => connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT devflow.clear_share_links()", cancellationToken: token)), cancellationToken);

    private Task<IReadOnlyList<ShareLink>> RevokeAsync(VaultIdentity identity, Guid? id, string? creator, string? secret, CancellationToken cancellationToken) =>
        database.RunAsync<IReadOnlyList<ShareLink>>(
            identity,
            async (connection, token) =>
            {
                var revoked = (await connection.QueryAsync<Guid>(
                    new CommandDefinition("SELECT devflow.revoke_share_links(@id, @creator, @secret)", new { id, creator, secret }, cancellationToken: token))).ToArray();
                foreach (var one in revoked)
                    await RecordAsync(one, SecretOutcomes.Removed, identity.Principal, token);
                return await ReadAsync(connection, $"SELECT {ShareLinkRow.Columns} FROM devflow.share_links WHERE id = ANY (@revoked) ORDER BY created_at, id", new { revoked }, token);
            },
            cancellationToken);

    private static async Task<IReadOnlyList<ShareLink>> ReadAsync(NpgsqlConnection connection, string sql, object parameters, CancellationToken cancellationToken) =>
        [.. await connection.QueryAsync<ShareLink>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken))];

    private static void Check(NewShareLink link)
    {
        List<string> problems = [];
        if (link.Content.Length is < FewestBytes or > MostBytes)
            problems.Add($"what is shared has, encrypted, {FewestBytes} to {MostBytes:N0} bytes");
        if (link.AccessHash.Length != SHA256.HashSizeInBytes || link.PassphraseHash is { Length: not SHA256.HashSizeInBytes })
            problems.Add($"a hash has {SHA256.HashSizeInBytes} bytes");
        if (link.Views is < 1 or > MostViews)
            problems.Add($"a link is opened 1 to {MostViews} times");
        if (link.Duration < Shortest || link.Duration > Longest)
            problems.Add($"a link is for {Shortest.TotalSeconds:0} seconds to {Longest.TotalDays:0} days");
        if (link.Secret is { Length: 0 or > 300 })
            problems.Add("the name of what is shared has 1 to 300 characters");
        if (problems.Count > 0)
            throw new VaultException(VaultError.Invalid, $"This is no link: {string.Join("; ", problems)}.");
    }

    private ValueTask RecordAsync(Guid id, string outcome, string who, CancellationToken cancellationToken) => record(
        new SecretAccess { Key = $"api:share {id}", Tier = SecretTier.System, Source = SecretSourceNames.Vault, Outcome = outcome, User = who }, cancellationToken);
}
