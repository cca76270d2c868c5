using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>
/// Ends what accounts of people have granted, as the answer to a breach: there first, since a token that is forgotten here cannot be ended there. Whose account it is
/// stays known, so that its person can connect it anew. Done again, also when it was done to a part, it comes to the same end.
/// </summary>
/// <param name="database">Where accounts are kept.</param>
/// <param name="secrets">The secrets of people, which tokens are.</param>
/// <param name="exchange">Asks providers.</param>
/// <param name="changes">Puts changes of access on record.</param>
/// <param name="time">The clock.</param>
public sealed class ProviderDisconnect(VaultDatabase database, UserSecrets secrets, ProviderExchange exchange, AccessChanges changes, TimeProvider time)
{
    // Held to the end: nobody renews its token, or connects it anew, while this is done.
    private const string Lock = """
        SELECT coalesce(claimed_until > @now, false) "IsBusy", ended_at IS NOT NULL "WasEnded" FROM devflow.provider_accounts WHERE user_id = @user AND provider = @provider AND state <> 'named' FOR UPDATE
        """;

    // Whether it was ended is kept with the forgetting: whoever comes after a crash, or about the next breach, finds no token to ask with.
    private const string Forget = """
        UPDATE devflow.provider_accounts SET state = 'needs-person', problem = @problem, scopes = '{}', expires_at = NULL, due_at = NULL,
            claimed_until = NULL, failures = 0, ended_at = CASE WHEN @isEnded THEN coalesce(ended_at, @now) END
        WHERE user_id = @user AND provider = @provider
        """;

    private static readonly VaultIdentity _by = IncidentRunner.Identity;

    /// <summary>Learns tokens for as long as they are on their way, so that they can be masked. Default nobody.</summary>
    public SecretScrubber? Scrubber { get; init; }

    /// <summary>Ends it.</summary>
    /// <param name="user">Whose account it is.</param>
    /// <param name="provider">Where.</param>
    /// <param name="application">The application there; null where it is not set up any more.</param>
    /// <param name="isLast">Whether its tokens are forgotten although the provider does not say that it is done.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ProviderException">The provider does not say that it is done, and nothing is forgotten.</exception>
    /// <exception cref="VaultException">The database or the keys of the vault are away.</exception>
    public async Task<DisconnectOutcome> RunAsync(Guid user, AccountProvider provider, ProviderApplication? application, bool isLast, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(provider);
        // As its owner, since nobody else opens the tokens.
        var outcome = await database.RunAsync(
            VaultIdentity.OfUser(user),
            async (connection, token) =>
            {
                var now = time.GetUtcNow();
                var found = await connection.QueryAsync<(bool IsBusy, bool WasEnded)>(new CommandDefinition(Lock, new { user, provider = provider.Name, now }, cancellationToken: token));
                if (found.Select(row => ((bool IsBusy, bool WasEnded)?)row).SingleOrDefault() is not { } account)
                    return DisconnectOutcome.NoAccount;
                if (account.IsBusy)
                    return DisconnectOutcome.Busy;
                var isEnded = await IsEndedAsync(connection, user, provider, application, account.WasEnded, isLast, token);
                var own = secrets.As(VaultIdentity.OfUser(user));
                await own.DeleteAsync(connection, provider.TokenName, _by, token);
                await own.DeleteAsync(connection, provider.RefreshTokenName, _by, token);
                var problem = isEnded
                    ? "Disconnected after a breach: connect the account again."
                    : $"Disconnected after a breach, which {provider.Title} has not confirmed: take DevFlow away at {provider.Applications}, and connect the account again.";
                await connection.ExecuteAsync(new CommandDefinition(Forget, new { user, provider = provider.Name, now, problem, isEnded }, cancellationToken: token));
                await changes.RemovedAsync(_by, SecretTier.User, $"account {provider.Name} of user:{user}", token);
                return isEnded ? DisconnectOutcome.Ended : DisconnectOutcome.LeftThere;
            },
            cancellationToken);
        if (outcome is DisconnectOutcome.Ended or DisconnectOutcome.LeftThere)
            secrets.TellChanged();
        return outcome;
    }

    private async Task<bool> IsEndedAsync(
        NpgsqlConnection connection, Guid user, AccountProvider provider, ProviderApplication? application, bool wasEnded, bool isLast, CancellationToken cancellationToken)
    {
        var (access, isAccessOpened) = await ReadAsync(connection, user, provider.TokenName, cancellationToken);
        var (refresh, isRefreshOpened) = await ReadAsync(connection, user, provider.RefreshTokenName, cancellationToken);
        // With none there is nothing to ask with: it is ended only where that was done before.
        if ((access ?? refresh) is not { } token)
            return wasEnded && isAccessOpened && isRefreshOpened;
        if (application is null)
            return false;
        // GitHub ends all with any. Elsewhere a token that is not shown may go on.
        var isComplete = provider.Grants is not null || (access is not null && isRefreshOpened);
        using var masked = Scrubber?.RegisterForRequest([token.Reveal(), .. refresh is null ? Array.Empty<string>() : [refresh.Reveal()]]);
        try
        {
            // One that is there and cannot be opened is not one that is not there: that GitHub knows nothing of the access token says nothing of it.
            var isDone = isRefreshOpened
                ? await exchange.EndGrantAsync(application, token, refresh, cancellationToken)
                : await exchange.RevokeAsync(application, token, refresh, everything: true, cancellationToken);
            if (isDone || !isComplete)
                return isDone && isComplete;
        }
        catch (ProviderException) when (isLast)
        {
            return false;
        }

        return isLast ? false : throw new ProviderException(ProviderTrouble.Refused, $"{provider.Title} does not say that what the account has granted is ended");
    }

    // What cannot be opened cannot be shown there either.
    private async Task<(SecretValue? Value, bool IsOpened)> ReadAsync(NpgsqlConnection connection, Guid user, string name, CancellationToken cancellationToken)
    {
        var found = await secrets.Rows.FindAsync(connection, user, name, version: null, time.GetUtcNow(), cancellationToken);
        if (found is null)
            return (null, true);
        await secrets.Log.WriteAsync($"user-secret:{found.Id}", found.Value is null ? SecretOutcomes.Error : SecretOutcomes.Hit, _by, found.Value, version: null, cancellationToken);
        if (found.Fault is { Error: VaultError.Unavailable } fault)
            throw fault;
        return (found.Value, found.Value is not null);
    }
}
