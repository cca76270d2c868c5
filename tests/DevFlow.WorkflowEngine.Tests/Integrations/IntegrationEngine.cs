namespace DevFlow.WorkflowEngine.Tests.Integrations;

/// <summary>An engine and a provider that the tests of several classes share.</summary>
public sealed class IntegrationEngine(EngineServer server) : IAsyncLifetime
{
    internal Engine Engine { get; private set; } = null!;

    internal OAuthProvider Provider { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Provider = await OAuthProvider.StartAsync();
        Engine = await Engine.StartAsync(server, OAuthProvider.Env, [.. Provider.Configuration, ("Integrations:RefreshSeconds", "0.1")]);
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await Provider.DisposeAsync();
    }

    /// <summary>The provider as it was at the start.</summary>
    internal void Reset()
    {
        (Provider.Person, Provider.SaysNo, Provider.BeforeAnswer, Provider.Options.RefreshTokenReuseLeeway) = ("octocat", false, static () => Task.CompletedTask, null);
        Provider.Faults.Clear();
    }

    /// <summary>A browser in which nobody is signed in.</summary>
    internal OAuthBrowser Open() => new(Engine.Address);

    /// <summary>A browser of a person who is signed in.</summary>
    internal async Task<OAuthBrowser> OpenAsync(string name)
    {
        using var client = await Engine.CreateClientAsync(name);
        return new(Engine.Address) { Token = client.DefaultRequestHeaders.Authorization!.Parameter };
    }

    /// <summary>An administrator says who somebody is at a provider; the person is added.</summary>
    internal async Task<string> NameAsync(string name, string account, string provider = "github")
    {
        using var admin = await Engine.CreateClientAsync("admin", isAdmin: true);
        using var person = await Engine.CreateClientAsync(name);
        var id = (await Engine.PrincipalAsync(name))["user:".Length..];
        await admin.CallAsync(HttpMethod.Put, $"/api/v1/users/{id}/accounts/{provider}", new { account }, System.Net.HttpStatusCode.NoContent);
        return id;
    }
}
