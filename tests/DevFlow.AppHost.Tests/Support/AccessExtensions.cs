using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.AppHost.Tests;

/// <summary>Signs in at a platform as those do that use it.</summary>
internal static class AccessExtensions
{
    // The link of a start works once.
    private static readonly ConditionalWeakTable<DistributedApplication, Task<string>> _apiKeys = [];

    /// <summary>A client that is the person who opened the link of the start; in local mode.</summary>
    public static async Task<HttpClient> CreatePersonClientAsync(this DistributedApplication app, string resource)
    {
        var client = app.CreateHttpClient(resource);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await app.ApiKeyAsync());
        return client;
    }

    /// <summary>A client that is a service, in any mode in which the engine runs here.</summary>
    public static async Task<HttpClient> CreateServiceClientAsync(this DistributedApplication app, string resource)
    {
        const string Service = "mcp-gateway";
        var key = await app.ParameterAsync($"{Service}-key");
        var client = app.CreateHttpClient(resource);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", await TokenAsync(app, new { grant = "service", service = Service, key, audience = "workflow-engine" }));
        return client;
    }

    /// <summary>The API key of the person who opened the link of the start.</summary>
    public static Task<string> ApiKeyAsync(this DistributedApplication app)
    {
        lock (_apiKeys)
            return _apiKeys.GetValue(app, IssueAsync);
    }

    public static async Task<string> ParameterAsync(this DistributedApplication app, string name) =>
        (await app.Services.GetRequiredService<DistributedApplicationModel>().Resources.OfType<ParameterResource>().Single(parameter => parameter.Name == name)
            .GetValueAsync(TestContext.Current.CancellationToken))!;

    private static async Task<string> IssueAsync(DistributedApplication app)
    {
        using var client = app.CreateHttpClient("workflow-engine");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", await TokenAsync(app, new { grant = "code", code = await app.ParameterAsync("sign-in-code") }));
        return (await PostAsync(client, "/api/v1/me/api-keys", new { name = "tests" })).GetProperty("key").GetString()!;
    }

    private static async Task<string> TokenAsync(DistributedApplication app, object grant)
    {
        using var client = app.CreateHttpClient("workflow-engine");
        return (await PostAsync(client, "/api/v1/tokens", grant)).GetProperty("token").GetString()!;
    }

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);
        if (!answer.IsSuccessStatusCode)
            Assert.Fail($"POST {path}: {(int)answer.StatusCode}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}
