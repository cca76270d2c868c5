using System.Net;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace DevFlow.AppHost.Tests;

/// <summary>The modes with a hosted part, before a platform of ours that hosts it.</summary>
[Collection(PlatformCollection.Name)]
public sealed class HostedModesTests(RunningPlatform host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("saas", "local")]
    [InlineData("hybrid", "hybrid")]
    public async Task What_runs_here_is_healthy_and_what_does_not_is_asked_for_at_the_hosted_api(string mode, string answeredBy)
    {
        using var root = new TestRoot(EnvOf(mode, host.App.GetEndpoint("workflow-engine"), await host.App.ApiKeyAsync()));
        await using var app = await StartAsync(root);
        using var gateway = app.CreateHttpClient("mcp-gateway");
        using var page = app.CreateHttpClient("local-ui");

        Assert.Equal("Healthy", (await gateway.GetFromJsonElementAsync("/health")).GetProperty("status").GetString());
        Assert.Equal(answeredBy, (await page.GetFromJsonElementAsync("/api/v1/secrets")).GetProperty("mode").GetString());
        await using var client = await McpClient.CreateAsync(
            new HttpClientTransport(new() { Endpoint = new(gateway.BaseAddress!, "/mcp"), AdditionalHeaders = McpTests.Showing(await host.App.ApiKeyAsync()) }), cancellationToken: Cancel);
        var listed = await client.CallToolAsync("list_secrets", cancellationToken: Cancel);
        Assert.NotEqual(true, listed.IsError);
        Assert.Contains($"\"mode\":\"{answeredBy}\"", string.Concat(listed.Content.OfType<TextContentBlock>().Select(block => block.Text)), StringComparison.Ordinal);
        await app.StopAsync(Cancel);
    }

    [Theory]
    [InlineData("saas", "mcp-gateway")]
    [InlineData("hybrid", "workflow-engine")]
    public async Task With_the_hosted_api_away_everything_here_comes_up_and_says_what_it_lacks(string mode, string service)
    {
        var nobody = new Uri($"http://localhost:{TestRoot.FreePorts(1)[0]}");
        using var root = new TestRoot(EnvOf(mode, nobody, "dfk_canary-0123456789abcdef"));
        await using var app = await StartAsync(root);
        using var client = app.CreateHttpClient(service);

        using var answer = await client.GetAsync("/health", Cancel);
        var health = await answer.Content.ReadAsStringAsync(Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains($"the hosted API at localhost:{nobody.Port} does not answer", health, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", health, StringComparison.Ordinal);
        await app.StopAsync(Cancel);
    }

    [Fact]
    public async Task In_hybrid_mode_the_engine_has_no_database_and_lists_secrets_all_the_same()
    {
        using var root = new TestRoot(EnvOf("hybrid", host.App.GetEndpoint("workflow-engine"), await host.App.ApiKeyAsync()));
        await using var app = await StartAsync(root);
        using var engine = await app.CreateServiceClientAsync("workflow-engine");

        var health = await engine.GetFromJsonElementAsync("/health");
        var rows = (await engine.GetFromJsonElementAsync("/api/v1/secrets")).GetProperty("secrets").EnumerateArray().ToList();

        Assert.DoesNotContain(health.GetProperty("checks").EnumerateArray(), check => check.GetProperty("name").GetString() == "database");
        Assert.Contains(rows, row => row.GetProperty("key").GetString() == "DEVFLOW_API_KEY" && row.GetProperty("state").GetString() == "found");
        await app.StopAsync(Cancel);
    }

    private static string EnvOf(string mode, Uri api, string key) => $"""
        DEVFLOW_MODE={mode}
        DEVFLOW_API_URL={api.GetLeftPart(UriPartial.Authority)}
        DEVFLOW_API_KEY={key}
        AOSENTRY_API_KEY=sk-test-aosentry-0123456789

        """;

    private static async Task<DistributedApplication> StartAsync(TestRoot root)
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.DevFlow_AppHost>([$"--DEVFLOW_ROOT={root.Folder}"], Cancel);
        var app = await builder.BuildAsync(Cancel);
        await app.StartAsync(Cancel);
        foreach (var name in app.Resources().Where(resource => resource is ProjectResource || resource.Name == "local-ui").Select(resource => resource.Name))
            await app.ResourceNotifications.WaitForResourceHealthyAsync(name, Cancel);
        return app;
    }
}
