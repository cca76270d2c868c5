using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>
/// Renews tokens of accounts before they run out, and looks once a day at those that have no end. One engine of several is at an account at a time. What a provider
/// gives is kept before anything else is done with it, since the refresh token of before may have ended with it.
/// </summary>
/// <param name="database">Where accounts are kept.</param>
/// <param name="secrets">The secrets of people, which tokens are.</param>
/// <param name="exchange">Asks providers.</param>
/// <param name="time">The clock.</param>
public sealed class ProviderRefresh(VaultDatabase database, UserSecrets secrets, ProviderExchange exchange, TimeProvider time)
{
    private const int AtOnce = 100;

    // Longer than all attempts to ask a provider together.
    private static readonly TimeSpan _claim = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan _ask = TimeSpan.FromSeconds(100);
    private static readonly TimeSpan _look = TimeSpan.FromDays(1);
    private static readonly TimeSpan _again = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _keepTrying = TimeSpan.FromMinutes(1);

    private static readonly VaultIdentity _work = VaultIdentity.Maintenance("integrations");

    private readonly RefreshRows _rows = new(database, _work);

    /// <summary>Learns each token for as long as it is on its way, so that it can be masked. Default nobody.</summary>
    public SecretScrubber? Scrubber { get; init; }

    /// <summary>Hears of an alert that is in the database already. Default nobody.</summary>
    public Action<Alert> Alerted { get; init; } = static _ => { };

    /// <summary>The accounts whose tokens are due, at most 100.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database is away.</exception>
    public Task<IReadOnlyList<(Guid User, string Provider)>> DueAsync(CancellationToken cancellationToken) => _rows.DueAsync(time.GetUtcNow(), AtOnce, cancellationToken);

    /// <summary>Renews the token of an account, or looks whether it works where it cannot be renewed.</summary>
    /// <param name="user">Whose account it is.</param>
    /// <param name="provider">Where.</param>
    /// <param name="application">The application there; null where it is not set up any more.</param>
    /// <param name="isAsked">Whether somebody asks for it, so that it need not be due.</param>
    /// <param name="cancellationToken">Gives up before it has begun. What has begun is ended: a provider may have replaced the token already.</param>
    /// <exception cref="VaultException">The database is away; it is tried again later.</exception>
    public async Task<RefreshOutcome> RunAsync(Guid user, AccountProvider provider, ProviderApplication? application, bool isAsked, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(provider);
        var now = time.GetUtcNow();
        var claim = new RefreshClaim(user, provider.Name, now + _claim);
        if (!await _rows.ClaimAsync(claim, now, isAsked, cancellationToken))
            return RefreshOutcome.NotDue;
        // Whoever asked may go: the answer is kept all the same.
        using var patience = new CancellationTokenSource(_ask, time);
        try
        {
            if (application is null)
                throw new ProviderException(ProviderTrouble.Down, $"{provider.Title} is not set up here any more: its token is not renewed");
            return await ReadAsync(user, provider.RefreshTokenName, patience.Token) is { } refresh
                ? await RenewAsync(claim, application, refresh, patience.Token)
                : await LookAsync(claim, provider, patience.Token);
        }
        catch (ProviderException fault)
        {
            return await FailedAsync(claim, provider, fault);
        }
        catch (OperationCanceledException fault) when (patience.IsCancellationRequested)
        {
            return await FailedAsync(claim, provider, new(ProviderTrouble.Down, $"{provider.Title} takes too long to answer", fault));
        }
        catch (VaultException fault) when (fault.Error is not VaultError.Unavailable)
        {
            // One that cannot be opened is in nobody else's way, and is not tried at each turn.
            return await FailedAsync(claim, provider, new(ProviderTrouble.Refused, "The token here cannot be opened: connect the account again", fault));
        }
        catch (VaultException)
        {
            await FreeAsync(claim);
            throw;
        }
    }

    /// <summary>When a token is due: after three quarters of its life, or once a day where it has no end.</summary>
    internal static DateTimeOffset DueAt(DateTimeOffset now, TimeSpan? lifetime) => now + ((lifetime * 0.75) ?? _look);

    private async Task<RefreshOutcome> RenewAsync(RefreshClaim claim, ProviderApplication application, SecretValue refresh, CancellationToken cancellationToken)
    {
        using var sent = Scrubber?.RegisterForRequest(refresh.Reveal());
        var tokens = await exchange.RenewAsync(application, refresh, cancellationToken);
        using var came = Scrubber?.RegisterForRequest([tokens.Refresh.Reveal(), .. tokens.Access is { } access ? [access.Reveal()] : Array.Empty<string>()]);
        await KeepAsync(claim, application.Provider, refresh.Version, tokens);
        secrets.TellChanged();
        return RefreshOutcome.Renewed;
    }

    // Nothing gives it up, not even the engine's end, until the database has been away for long.
    private async Task KeepAsync(RefreshClaim claim, AccountProvider provider, int? version, OAuthTokens tokens)
    {
        for (var (began, pause) = (time.GetTimestamp(), _again); ; pause *= 2)
        {
            try
            {
                await StoreAsync(claim, provider, version, tokens, CancellationToken.None);
                return;
            }
            catch (VaultException fault) when (fault.Error is VaultError.Unavailable && time.GetElapsedTime(began) < _keepTrying)
            {
                await Task.Delay(pause, time, CancellationToken.None);
            }
            catch (VaultException fault) when (fault.Error is VaultError.Conflict)
            {
                // The person has connected the account anew meanwhile: that is what counts.
                return;
            }
        }
    }

    private Task StoreAsync(RefreshClaim claim, AccountProvider provider, int? version, OAuthTokens tokens, CancellationToken cancellationToken)
    {
        var person = VaultIdentity.OfUser(claim.User);
        var own = secrets.As(person);
        var now = time.GetUtcNow();
        return database.RunAsync(
            person,
            async (connection, token) =>
            {
                await own.WriteAsync(connection, provider.RefreshTokenName, tokens.Refresh, expiresAt: null, version, _work, token);
                if (tokens.Access is { } access)
                    await own.WriteAsync(connection, provider.TokenName, access, now + tokens.Lifetime, expectedVersion: null, _work, token);
                await RefreshRows.RenewedAsync(connection, claim, now, now + tokens.Lifetime, DueAt(now, tokens.Lifetime), OAuthTokenEndpoint.ScopesOf(tokens.Scope), token);
            },
            cancellationToken);
    }

    private async Task<RefreshOutcome> LookAsync(RefreshClaim claim, AccountProvider provider, CancellationToken cancellationToken)
    {
        var access = await ReadAsync(claim.User, provider.TokenName, cancellationToken)
            ?? throw new ProviderException(ProviderTrouble.NeedsPerson, $"There is no token ({provider.TokenName}) any more: connect the account again");
        using var masked = Scrubber?.RegisterForRequest(access.Reveal());
        var account = await exchange.WhoAsync(provider, access, cancellationToken);
        await _rows.LookedAtAsync(claim, account, time.GetUtcNow(), time.GetUtcNow() + _look, cancellationToken);
        return RefreshOutcome.Works;
    }

    // While the database is away, the claim runs out by itself.
    private async Task FreeAsync(RefreshClaim claim)
    {
        try
        {
            await _rows.PutOffAsync(claim, "The vault is away: it is tried again.", time.GetUtcNow(), CancellationToken.None);
        }
        catch (VaultException fault) when (fault.Error is VaultError.Unavailable)
        {
            // What is thrown says so.
        }
    }

    private async Task<RefreshOutcome> FailedAsync(RefreshClaim claim, AccountProvider provider, ProviderException fault)
    {
        if (fault.Trouble is not ProviderTrouble.NeedsPerson)
        {
            await _rows.PutOffAsync(claim, fault.Message, time.GetUtcNow(), CancellationToken.None);
            return RefreshOutcome.PutOff;
        }

        var now = time.GetUtcNow();
        var alert = new Alert(Guid.CreateVersion7(now), now, "integration", $"user:{claim.User}", $"The token of the person's account at {provider.Title} works no more: the person has to connect it again.");
        if (await _rows.NeedsPersonAsync(claim, $"{provider.Title} accepts the token no more: connect the account again.", alert, CancellationToken.None))
            Alerted(alert);
        return RefreshOutcome.NeedsPerson;
    }

    // As its owner, since nobody else can open it; on record as what it is.
    private async Task<SecretValue?> ReadAsync(Guid user, string name, CancellationToken cancellationToken)
    {
        var found = await database.RunAsync(
            VaultIdentity.OfUser(user), (NpgsqlConnection connection, CancellationToken token) => secrets.Rows.FindAsync(connection, user, name, version: null, time.GetUtcNow(), token), cancellationToken);
        if (found is null)
            return null;
        await secrets.Log.WriteAsync($"user-secret:{found.Id}", found.Value is null ? SecretOutcomes.Error : SecretOutcomes.Hit, _work, found.Value, version: null, cancellationToken);
        return found.Fault is { } fault ? throw fault : found.Value;
    }
}
