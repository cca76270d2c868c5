using DevFlow.Secrets;
using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Integrations;

/// <summary>Takes an account away that its person does not want here any more: there first, since what is deleted here cannot be ended there.</summary>
internal sealed partial class Disconnection(
    Providers providers, ProviderExchange exchange, ProviderAccounts accounts, UserSecrets secrets, SecretScrubber scrubber, ILogger<Disconnection> logger)
{
    /// <exception cref="VaultException">There is no such provider or account, or the database is away.</exception>
    public async Task<DisconnectAnswer> OfAsync(VaultIdentity identity, string name, CancellationToken cancellationToken)
    {
        var provider = providers.Get(name);
        var user = identity.User!.Value;
        if (!(await accounts.ListAsync(identity, user, cancellationToken)).Any(account => account.Provider == name))
            throw new VaultException(VaultError.NotFound, $"You have no account at {provider.Title} here.");
        var isRevoked = await IsRevokedAsync(provider, identity, cancellationToken);
        await accounts.RemoveAsync(identity, user, provider, cancellationToken);
        return new(name, isRevoked, isRevoked ? null : $"{provider.Title} does not say that it is done. To be sure, take DevFlow away at {provider.Applications}");
    }

    private async Task<bool> IsRevokedAsync(AccountProvider provider, VaultIdentity identity, CancellationToken cancellationToken)
    {
        var own = secrets.As(identity);
        if (await own.TryReadAsync(provider.TokenName, version: null, cancellationToken) is not { } access)
            return false;
        var refresh = await own.TryReadAsync(provider.RefreshTokenName, version: null, cancellationToken);
        using var masked = scrubber.RegisterForRequest([access.Reveal(), .. refresh is null ? Array.Empty<string>() : [refresh.Reveal()]]);
        var (application, _) = await providers.FindAsync(provider, cancellationToken);
        if (application is null)
            return false;
        try
        {
            return await exchange.EndGrantAsync(application, access, refresh, cancellationToken);
        }
        catch (ProviderException fault)
        {
            LogNotEnded(provider.Title, fault.Message);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "what an account has granted could not be ended at {Provider}: {Reason}")]
    private partial void LogNotEnded(string provider, string reason);
}
