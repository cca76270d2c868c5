using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Access;

namespace DevFlow.WorkflowEngine.Integrations;

/// <summary>Takes in who comes back with tokens: the account's person, and nobody else. Nobody is made a person by that.</summary>
internal sealed partial class OAuthArrival(ProviderExchange exchange, ProviderAccounts accounts, Sessions sessions, SecretScrubber scrubber, ILogger<OAuthArrival> logger)
{
    /// <returns>Why not; null when he is in.</returns>
    /// <exception cref="ProviderException">The provider does not say whose tokens they are.</exception>
    /// <exception cref="VaultException">The database or the keys of the vault are away.</exception>
    public async Task<string?> WithAsync(OAuthAttempt attempt, ProviderApplication application, ProviderTokens tokens, HttpContext context, CancellationToken cancellationToken)
    {
        using var masked = scrubber.RegisterForRequest([tokens.Access.Reveal(), .. tokens.Refresh is { } refresh ? [refresh.Reveal()] : Array.Empty<string>()]);
        var provider = application.Provider;
        var account = await exchange.WhoAsync(provider, tokens.Access, cancellationToken);
        var owner = await accounts.OwnerOfAsync(provider, account, cancellationToken);
        if ((attempt.User ?? owner?.Id) is not { } user)
            return await RefuseAsync(application, account, tokens, Problems.UnknownAccount, context, cancellationToken);
        if (owner is not null && owner.Id != user)
            return await RefuseAsync(application, account, tokens, Problems.Taken, context, cancellationToken);
        try
        {
            await accounts.ConnectAsync(user, provider, account, tokens, cancellationToken);
        }
        catch (VaultException fault) when (fault.Error is VaultError.Conflict)
        {
            // Somebody else was at it at the same moment.
            return await RefuseAsync(application, account, tokens, Problems.Taken, context, cancellationToken);
        }

        if (attempt.User is null)
            SessionCookie.Write(context, await sessions.BeginAsync(owner!, provider.Name, cancellationToken), isSecure: application.Redirect.Scheme == Uri.UriSchemeHttps);
        return null;
    }

    // What nobody needs is ended there, and nothing else: what its owner has granted goes on.
    private async Task<string> RefuseAsync(
        ProviderApplication application, ProviderAccount account, ProviderTokens tokens, string problem, HttpContext context, CancellationToken cancellationToken)
    {
        Denied.Mark(context, $"oauth:{application.Provider.Name} {problem} {account.Id}");
        try
        {
            await exchange.RevokeAsync(application, tokens.Access, tokens.Refresh, everything: false, cancellationToken);
        }
        catch (ProviderException fault)
        {
            LogNotEnded(application.Provider.Title, fault.Message);
        }

        return problem;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "a token of {Provider} that nobody needs could not be ended there: {Reason}")]
    private partial void LogNotEnded(string provider, string reason);
}
