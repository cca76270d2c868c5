using DevFlow.Secrets;
using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Integrations;

/// <summary>The providers, and DevFlow's applications there as the cascade has them now.</summary>
internal sealed class Providers
{
    private readonly SecretsWorkspace _workspace;

    public Providers(IntegrationOptions options, SecretsWorkspace workspace)
    {
        _workspace = workspace;
        var timeout = TimeSpan.FromSeconds(options.TimeoutSeconds);
        All =
        [
            AccountProvider.GitHub(options.GitHub.Site, options.GitHub.Api, options.GitHub.Scope) with { Timeout = timeout },
            AccountProvider.Atlassian(options.Atlassian.Site, options.Atlassian.Api, options.Atlassian.Scope) with { Timeout = timeout },
        ];
    }

    public IReadOnlyList<AccountProvider> All { get; }

    /// <exception cref="VaultException">There is none of the name.</exception>
    public AccountProvider Get(string name) => All.FirstOrDefault(provider => provider.Name == name)
        ?? throw new VaultException(VaultError.NotFound, $"A provider is one of: {string.Join(", ", All.Select(provider => provider.Name))}.");

    /// <returns>The application, or null with the keys that are not set, or not to what can be used.</returns>
    public async Task<(ProviderApplication? Application, IReadOnlyList<string> Missing)> FindAsync(AccountProvider provider, CancellationToken cancellationToken)
    {
        var id = await FindAsync(provider.ClientIdKey, cancellationToken);
        var secret = await FindAsync(provider.ClientSecretKey, cancellationToken);
        var redirect = RedirectOf(provider);
        return id is not null && secret is not null && redirect is not null
            ? (new(provider, id.Reveal(), secret, redirect), [])
            : (null, [.. new[] { (provider.ClientIdKey, (object?)id), (provider.ClientSecretKey, secret), (provider.RedirectKey, redirect) }.Where(one => one.Item2 is null).Select(one => one.Item1)]);
    }

    /// <exception cref="VaultException">It is not set up here.</exception>
    public async Task<ProviderApplication> GetAsync(AccountProvider provider, CancellationToken cancellationToken)
    {
        var (application, missing) = await FindAsync(provider, cancellationToken);
        return application ?? throw new VaultException(
            VaultError.Invalid, $"{provider.Title} is not set up here: {string.Join(" and ", missing)} {(missing.Count == 1 ? "is" : "are")} missing or cannot be used. Register an application there, with a redirect URI that ends in {provider.RedirectPath}.");
    }

    private async Task<SecretValue?> FindAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return await _workspace.Resolver.TryGetAsync(key, cancellationToken: cancellationToken) is { IsPlaceholder: false } value ? value : null;
        }
        catch (SecretRefusedException fault)
        {
            throw new VaultException(VaultError.Unavailable, fault.Message, fault);
        }
    }

    // Whatever host a proxy shows, it is this one: it is registered at the provider, letter by letter. In the clear it goes to this machine alone.
    private Uri? RedirectOf(AccountProvider provider) =>
        Uri.TryCreate(_workspace.Settings.Get(provider.RedirectKey), UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && uri.PathAndQuery == provider.RedirectPath && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0
            ? uri
            : null;
}
