using System.Web;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.Secrets.Vault.Tests.Rotation.Http;

namespace DevFlow.WorkflowEngine.Tests.Integrations;

/// <summary>What is made of a provider's answers.</summary>
[Collection(nameof(IntegrationEngine))]
public sealed class ProviderExchangeTests(IntegrationEngine shared) : IAsyncLifetime
{
    // Of RFC 7636, appendix B.
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private readonly ProviderExchange _exchange = new(TimeProvider.System);
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private OAuthProvider Provider => shared.Provider;

    public ValueTask InitializeAsync()
    {
        shared.Reset();
        return default;
    }

    public ValueTask DisposeAsync()
    {
        _exchange.Dispose();
        shared.Reset();
        return default;
    }

    [Fact]
    public async Task A_code_gives_tokens_once_for_its_verifier_its_redirect_and_the_right_application()
    {
        var application = Application();
        var code = await CodeAsync(application);

        var tokens = await _exchange.TakeAsync(application, code, Value(Verifier), Cancel);

        Assert.Equal(("octocat@example.com", true), ((await _exchange.WhoAsync(application.Provider, tokens.Access, Cancel)).Name, tokens.Refresh is not null));
        Assert.Equal(["offline_access", "read:me"], (tokens.Scopes ?? ["offline_access", "read:me"]).Order(StringComparer.Ordinal));
        await RefusedAsync(application, code, Verifier);
        await RefusedAsync(application, await CodeAsync(application), $"{Verifier[..^1]}m");
        await RefusedAsync(application with { Redirect = new(OAuthProvider.RedirectOf("github")) }, await CodeAsync(application), Verifier);
        await RefusedAsync(application with { ClientSecret = Value("wrong") }, await CodeAsync(application), Verifier);
    }

    [Fact]
    public async Task AProvider_that_never_answers_is_given_up()
    {
        var application = Application();
        var code = await CodeAsync(application);
        Provider.Fail(OAuthProvider.AtlassianToken, ProviderFault.Slow);

        var fault = await Assert.ThrowsAsync<ProviderException>(
            () => _exchange.TakeAsync(application with { Provider = application.Provider with { Timeout = TimeSpan.FromMilliseconds(200) } }, code, Value(Verifier), Cancel));

        Assert.Equal(ProviderTrouble.Down, fault.Trouble);
        Assert.Contains("was not answered within", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_nobodys_needs_its_person()
    {
        var fault = await Assert.ThrowsAsync<ProviderException>(() => _exchange.WhoAsync(Application().Provider, Value("nobodys"), Cancel));

        Assert.Equal(ProviderTrouble.NeedsPerson, fault.Trouble);
    }

    private ProviderApplication Application() => new(
        AccountProvider.Atlassian(new(Provider.Address), new(Provider.Address), "offline_access read:me"), "atlassian-client", Value($"atlassian-{OAuthProvider.ClientSecret}"), new(OAuthProvider.RedirectOf("atlassian")));

    private static async Task<SecretValue> CodeAsync(ProviderApplication application)
    {
        using var browser = new OAuthBrowser(application.Redirect);
        return Value(HttpUtility.ParseQueryString((await browser.AskAsync(application.AuthorizeAt("state", Challenge))).Split('?')[1])["code"]!);
    }

    private async Task RefusedAsync(ProviderApplication application, SecretValue code, string verifier)
    {
        var fault = await Assert.ThrowsAsync<ProviderException>(() => _exchange.TakeAsync(application, code, Value(verifier), Cancel));
        Assert.Equal(ProviderTrouble.Refused, fault.Trouble);
        Assert.DoesNotContain(code.Reveal(), fault.Message, StringComparison.Ordinal);
    }

    private static SecretValue Value(string text) => new(text, "test", DateTimeOffset.UnixEpoch);
}
