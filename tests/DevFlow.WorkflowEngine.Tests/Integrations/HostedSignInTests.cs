namespace DevFlow.WorkflowEngine.Tests.Integrations;

/// <summary>An engine without a database hands signing in on, there and back.</summary>
[Collection(nameof(IntegrationEngine))]
public sealed class HostedSignInTests(IntegrationEngine shared, EngineServer server)
{
    [Fact]
    public async Task Through_the_engine_here_somebody_signs_in_to_the_hosted_one()
    {
        shared.Reset();
        shared.Provider.Person = $"p{Guid.NewGuid():N}";
        await shared.NameAsync(shared.Provider.Person, shared.Provider.Person);
        await using var engine = await Engine.StartUnawaitedAsync(server, $"""
            DEVFLOW_MODE=hybrid
            DEVFLOW_API_URL={shared.Engine.Address}
            DEVFLOW_API_KEY=dfk_0123456789
            """);
        using var browser = new OAuthBrowser(engine.Address);

        Assert.Equal("/secrets?connected=github", await browser.GoAsync("/api/v1/sign-in/github", "/secrets"));

        using var sessions = await browser.SendAsync(HttpMethod.Get, "/api/v1/me/sessions");
        Assert.Contains("\"isCurrent\":true", await sessions.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
