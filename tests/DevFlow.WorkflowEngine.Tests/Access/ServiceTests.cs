using System.Net;
using DevFlow.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.WorkflowEngine.Tests.Access;

/// <summary>Another service of the platform, with the service defaults, beside a real engine.</summary>
public sealed class ServiceTests(AccessEngine shared) : IClassFixture<AccessEngine>, IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("devflow-service-").FullName;
    private WebApplication _service = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_root, ".env"), "DEVFLOW_MODE=local\nLOG_LEVEL=ERROR\n", Cancel);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = _root });
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["DEVFLOW_ROOT"] = _root;
        builder.Configuration["OTEL_SERVICE_NAME"] = "mcp-gateway";
        builder.Configuration["ConnectionStrings:service_key"] = AccessEngine.GatewayKey;
        builder.Configuration["services:workflow-engine:http:0"] = shared.Engine.Address.ToString();
        builder.AddServiceDefaults();
        builder.AddDevFlowAuthentication("mcp-gateway");
        _service = builder.Build();
        _service.UseAuthentication();
        _service.UseAuthorization();
        _service.MapGet("/who", (HttpContext context) => context.User.FindFirst("sub")?.Value).RequireAuthorization();
        await _service.StartAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task A_service_calls_the_engine_as_itself()
    {
        using var client = _service.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.BaseAddress = new("https+http://workflow-engine");

        Assert.Equal("service:mcp-gateway", (await client.GetJsonAsync("/api/v1/me")).Text("principal"));
    }

    [Fact]
    public async Task A_service_lets_in_whom_the_engine_knows_by_a_token_for_that_service_or_a_key()
    {
        using var anna = await shared.Engine.CreateClientAsync("service-anna");
        var principal = (await anna.GetJsonAsync("/api/v1/me")).Text("principal");
        var key = (await anna.PostJsonAsync("/api/v1/me/api-keys", new { name = "laptop" }));
        var forGateway = (await anna.PostJsonAsync("/api/v1/tokens", new { grant = "api-key", key = key.Text("key"), audience = "mcp-gateway" })).Text("token");
        var forEngine = (await anna.PostJsonAsync("/api/v1/tokens", new { grant = "api-key", key = key.Text("key") })).Text("token");

        Assert.Equal((HttpStatusCode.OK, principal), await CallAsync(forGateway));
        Assert.Equal((HttpStatusCode.OK, principal), await CallAsync(key.Text("key")));
        Assert.Equal(HttpStatusCode.Unauthorized, (await CallAsync(forEngine)).Status);

        // Here too it counts no more from this moment on.
        await anna.RemoveAsync($"/api/v1/me/api-keys/{key.GetProperty("apiKey").Text("id")}");
        Assert.Equal(HttpStatusCode.Unauthorized, (await CallAsync(key.Text("key"))).Status);
    }

    private async Task<(HttpStatusCode Status, string Text)> CallAsync(string credential)
    {
        using var client = new HttpClient { BaseAddress = new(_service.Urls.Single()) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", credential);
        using var answer = await client.GetAsync(new Uri("/who", UriKind.Relative), Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }
}
