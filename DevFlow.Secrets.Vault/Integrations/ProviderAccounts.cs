using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>
/// Which accounts at providers people have. An account belongs to one person, and a person has one at each provider. Its tokens are the person's own secrets:
/// <see cref="AccountProvider.TokenName"/> and <see cref="AccountProvider.RefreshTokenName"/>.
/// </summary>
/// <param name="database">Where they are kept.</param>
/// <param name="secrets">The secrets of people.</param>
/// <param name="changes">Puts changes of access on record.</param>
/// <param name="time">The clock.</param>
public sealed class ProviderAccounts(VaultDatabase database, UserSecrets secrets, AccessChanges changes, TimeProvider time)
{
    /// <summary>How long a name that an administrator gave waits for its account: 30 days. Names change hands at providers.</summary>
    public static readonly TimeSpan NameCounts = TimeSpan.FromDays(30);

    private const string OfOnePerson = "provider_accounts_user_id_provider_key";

    // What the provider knows it by comes before what it is called. A name was given by somebody else: it opens nothing that is there already.
    private const string FindOwner = $"""
        SELECT {UserRow.Columns} FROM devflow.provider_accounts a JOIN devflow.users u ON u.id = a.user_id
        WHERE a.provider = @provider AND u.erased_at IS NULL
          AND (a.account_id = @id OR (a.account_id IS NULL AND lower(a.account_name) = lower(@name) AND a.named_at > @since AND devflow.is_new(a.user_id)))
        ORDER BY a.account_id IS NULL LIMIT 1
        """;

    private const string Connect = """
        INSERT INTO devflow.provider_accounts AS a
            (id, user_id, provider, account_id, account_name, state, scopes, connected_at, refreshed_at, expires_at, due_at)
        VALUES (@id, @user, @provider, @accountId, @accountName, 'connected', @scopes, @now, @now, @expiresAt, @dueAt)
        ON CONFLICT (user_id, provider) DO UPDATE SET account_id = @accountId, account_name = @accountName, state = 'connected', scopes = @scopes,
            connected_at = CASE WHEN a.account_id = @accountId THEN coalesce(a.connected_at, @now) ELSE @now END,
            refreshed_at = @now, expires_at = @expiresAt, problem = NULL, failures = 0, due_at = @dueAt, claimed_until = NULL, ended_at = NULL
        """;

    private const string Before = "SELECT account_id FROM devflow.provider_accounts WHERE user_id = @user AND provider = @provider FOR UPDATE";

    private const string IsNew = "SELECT devflow.is_new(@user)";

    private const string List = $"SELECT {AccountRow.Columns} FROM devflow.provider_accounts WHERE user_id = @user ORDER BY provider";

    private const string Unname = "DELETE FROM devflow.provider_accounts WHERE user_id = @user AND provider = @provider AND state = 'named'";

    private const string Name = "INSERT INTO devflow.provider_accounts (id, user_id, provider, account_name, state, named_at) VALUES (@id, @user, @provider, @account, 'named', @now)";

    private const string Remove = "DELETE FROM devflow.provider_accounts WHERE user_id = @user AND provider = @provider";

    private static readonly VaultIdentity _signIn = VaultIdentity.Maintenance("sign-in");

    /// <summary>Whose account it is: who has connected it, or was named to have it and has not come yet. Null when it is nobody's.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="account">The account, as the provider says.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database is away.</exception>
    public Task<UserAccount?> OwnerOfAsync(AccountProvider provider, ProviderAccount account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(account);
        var values = new { provider = provider.Name, account.Id, account.Name, since = time.GetUtcNow() - NameCounts };
        return database.RunAsync(
            _signIn, (connection, token) => connection.QuerySingleOrDefaultAsync<UserAccount>(new CommandDefinition(FindOwner, values, cancellationToken: token)), cancellationToken);
    }

    /// <summary>Connects an account, in the place of the one that the person had there, and keeps its tokens.</summary>
    /// <param name="user">The person.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="account">The account, as the provider says.</param>
    /// <param name="tokens">What the provider gave.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it is another account than the person had there, or the first.</returns>
    /// <exception cref="VaultException">It is somebody else's (<see cref="VaultError.Conflict"/>), or the database or the keys of the vault are away.</exception>
    public async Task<bool> ConnectAsync(Guid user, AccountProvider provider, ProviderAccount account, ProviderTokens tokens, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(tokens);
        if (await OwnerOfAsync(provider, account, cancellationToken) is { } owner && owner.Id != user)
            throw Taken(provider);
        var identity = VaultIdentity.OfUser(user);
        var now = time.GetUtcNow();
        var expiresAt = now + tokens.Lifetime;
        var values = new
        {
            id = Guid.CreateVersion7(now),
            user,
            provider = provider.Name,
            accountId = account.Id,
            accountName = account.Name,
            scopes = (tokens.Scopes ?? provider.Scope.Split(' ')).ToArray(),
            now,
            expiresAt,
            dueAt = ProviderRefresh.DueAt(now, tokens.Refresh is null ? null : tokens.Lifetime),
        };
        var isAnother = false;
        try
        {
            await database.RunAsync(
                identity,
                async (connection, token) =>
                {
                    isAnother = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(Before, values, cancellationToken: token)) != account.Id;
                    await connection.ExecuteAsync(new CommandDefinition(Connect, values, cancellationToken: token));
                    await KeepAsync(connection, identity, provider, tokens, expiresAt, token);
                    await changes.WrittenAsync(identity, SecretTier.User, $"account {provider.Name} of {identity}", token);
                },
                cancellationToken);
        }
        catch (PostgresException fault) when (fault.SqlState is PostgresErrorCodes.UniqueViolation)
        {
            throw Taken(provider);
        }

        secrets.TellChanged();
        return isAnother;
    }

    /// <summary>The accounts of a person.</summary>
    /// <param name="identity">Who asks: the person, or an administrator.</param>
    /// <param name="user">Whose.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database is away.</exception>
    public Task<IReadOnlyList<AccountConnection>> ListAsync(VaultIdentity identity, Guid user, CancellationToken cancellationToken) =>
        database.RunAsync<IReadOnlyList<AccountConnection>>(
            identity,
            async (connection, token) =>
                [.. (await connection.QueryAsync<AccountRow>(new CommandDefinition(List, new { user }, cancellationToken: token))).Select(row => row.ToConnection())],
            cancellationToken);

    /// <summary>Says which account a new person will come with: one who has never signed in and owns nothing. All others connect their accounts themselves.</summary>
    /// <param name="identity">Who says so: an administrator.</param>
    /// <param name="user">The person.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="account">What the account is called there: the login at GitHub, the e-mail address at Atlassian.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">There is no such person, the person is not new, or the account waits for another person.</exception>
    public async Task NameAsync(VaultIdentity identity, Guid user, AccountProvider provider, string account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(account);
        if (AccountNames.ProblemOfText(account) is { } problem)
            throw new VaultException(VaultError.Invalid, $"An account's name {problem}.");
        var now = time.GetUtcNow();
        var values = new { id = Guid.CreateVersion7(now), user, provider = provider.Name, account = account.Trim(), now };
        try
        {
            await database.RunAsync(
                identity,
                async (connection, token) =>
                {
                    await Person.FindAsync(connection, user, token);
                    if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(IsNew, values, cancellationToken: token)))
                        throw new VaultException(VaultError.Conflict, "The person has signed in before, or owns something here: only the person can connect an account, when signed in.");
                    await connection.ExecuteAsync(new CommandDefinition($"{Unname}; {Name}", values, cancellationToken: token));
                    await changes.WrittenAsync(identity, SecretTier.User, $"account {provider.Name} of user:{user}", token);
                },
                cancellationToken);
        }
        catch (PostgresException fault) when (fault.SqlState is PostgresErrorCodes.UniqueViolation)
        {
            throw new VaultException(VaultError.Conflict, fault.ConstraintName is OfOnePerson
                ? $"The person is connecting an account at {provider.Title} now."
                : $"This account at {provider.Title} is to be another person's.");
        }
    }

    /// <summary>Takes an account away: nobody signs in with it any more. Its tokens go when it is the person's own doing.</summary>
    /// <param name="identity">Who does: the person, or an administrator.</param>
    /// <param name="user">The person.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">There is none.</exception>
    public async Task RemoveAsync(VaultIdentity identity, Guid user, AccountProvider provider, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(provider);
        await database.RunAsync(
            identity,
            async (connection, token) =>
            {
                if (await connection.ExecuteAsync(new CommandDefinition(Remove, new { user, provider = provider.Name }, cancellationToken: token)) == 0)
                    throw new VaultException(VaultError.NotFound, $"There is no account at {provider.Title}.");
                if (identity.User == user)
                {
                    var own = secrets.As(identity);
                    await own.DeleteAsync(connection, provider.TokenName, token);
                    await own.DeleteAsync(connection, provider.RefreshTokenName, token);
                }

                await changes.RemovedAsync(identity, SecretTier.User, $"account {provider.Name} of user:{user}", token);
            },
            cancellationToken);
        secrets.TellChanged();
    }

    private async Task KeepAsync(
        NpgsqlConnection connection, VaultIdentity identity, AccountProvider provider, ProviderTokens tokens, DateTimeOffset? expiresAt, CancellationToken cancellationToken)
    {
        var own = secrets.As(identity);
        await own.WriteAsync(connection, provider.TokenName, tokens.Access, expiresAt, expectedVersion: null, identity, cancellationToken);
        // One of another account, or of before, would only end what is there now.
        if (tokens.Refresh is { } refresh)
            await own.WriteAsync(connection, provider.RefreshTokenName, refresh, expiresAt: null, expectedVersion: null, identity, cancellationToken);
        else
            await own.DeleteAsync(connection, provider.RefreshTokenName, cancellationToken);
    }

    private static VaultException Taken(AccountProvider provider) => new(VaultError.Conflict, $"This account at {provider.Title} is another person's here.");
}
