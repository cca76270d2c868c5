using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Access;
using DevFlow.WorkflowEngine.Alerts;
using Npgsql;

namespace DevFlow.WorkflowEngine.Integrations;

/// <summary>Takes in who comes back with tokens: the account's person, and nobody else. Nobody is made a person by that.</summary>
internal sealed partial class OAuthArrival(ProviderExchange exchange, ProviderAccounts accounts, Sessions sessions, AlertQueue alerts, SecretScrubber scrubber, ILogger<OAuthArrival> logger)
{
    /// <returns>Why not; null when he is in.</returns>
    /// <exception cref="ProviderException">The provider does not say whose tokens they are.</exception>
    /// <exception cref="VaultException">The database or the keys of the vault are away.</exception>
    public async Task<string?> WithAsync(OAuthAttempt attempt, ProviderApplication application, ProviderTokens tokens, HttpContext context, CancellationToken cancellationToken)
    {
        using var masked = scrubber.RegisterForRequest([tokens.Access.Reveal(), .. tokens.Refresh is { } refresh ? [refresh.Reveal()] : Array.Empty<string>()]);
        var provider = application.Provider;
        var account = await exchange.WhoAsync(provider, tokens.Access, cancellationToken);
        UserAccount? owner;
        try
        {
            owner = await accounts.OwnerOfAsync(provider, account, cancellationToken);
            var problem = (attempt.User ?? owner?.Id) is not { } user ? Problems.UnknownAccount
                : owner is not null && owner.Id != user ? Problems.Taken
                // Once more: the provider has taken its time, and a breach may have been declared meanwhile.
                : attempt.User is not null && await sessions.WasEndedSinceAsync(user, attempt.BeganAt(), cancellationToken) ? Problems.State
                : await ConnectAsync(user, application, account, tokens, cancellationToken);
            if (problem is not null)
            {
                Denied.Mark(context, $"oauth:{provider.Name} {problem} {account.Id}");
                await EndAsync(application, tokens, cancellationToken);
                return problem;
            }
        }
        catch (Exception fault) when (fault is VaultException or NpgsqlException)
        {
            // They are kept nowhere.
            await EndAsync(application, tokens, cancellationToken);
            throw;
        }

        if (attempt.User is null)
            SessionCookie.Write(context, await sessions.BeginAsync(owner!, provider.Name, cancellationToken), isSecure: application.Redirect.Scheme == Uri.UriSchemeHttps);
        return null;
    }

    private async Task<string?> ConnectAsync(Guid user, ProviderApplication application, ProviderAccount account, ProviderTokens tokens, CancellationToken cancellationToken)
    {
        try
        {
            // Whoever can come with it is this person from now on: somebody should look whether that is right.
            if (await accounts.ConnectAsync(user, application.Provider, account, tokens, cancellationToken))
                alerts.Raise("account", $"user:{user}", $"An account at {application.Provider.Title} was connected, and signs this person in from now on.");
            return null;
        }
        catch (VaultException fault) when (fault.Error is VaultError.Conflict)
        {
            // Somebody else was at it at the same moment.
            return Problems.Taken;
        }
    }

    // What nobody needs is ended there, and nothing else: what its owner has granted goes on.
    private async Task EndAsync(ProviderApplication application, ProviderTokens tokens, CancellationToken cancellationToken)
    {
        try
        {
            await exchange.RevokeAsync(application, tokens.Access, tokens.Refresh, everything: false, cancellationToken);
        }
        catch (ProviderException fault)
        {
            LogNotEnded(application.Provider.Title, fault.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "a token of {Provider} that nobody needs could not be ended there: {Reason}")]
    private partial void LogNotEnded(string provider, string reason);
}
