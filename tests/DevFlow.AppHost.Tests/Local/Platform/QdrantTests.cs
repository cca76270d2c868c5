using System.Net;
using DevFlow.Secrets;

namespace DevFlow.AppHost.Tests;

/// <summary>The vector store of the platform: what stands in for it wants the key that the Knowledge Hub is given.</summary>
[Collection(PlatformCollection.Name)]
public sealed class QdrantTests(RunningPlatform platform)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_store_answers_to_its_key_alone()
    {
        using var client = platform.App.CreateHttpClient("qdrant", "http");
        using var without = await client.GetAsync("/collections", Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/collections");
        request.Headers.Add("api-key", await platform.App.GetConnectionStringAsync("qdrant-key", Cancel));
        using var with = await client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
    }

    [Fact]
    public async Task The_hub_takes_address_and_key_from_the_app_host()
    {
        using var hub = await platform.App.CreatePersonClientAsync("workflow-engine");

        var rows = (await hub.GetFromJsonElementAsync("/api/v1/secrets/QDRANT_API_KEY")).GetProperty("steps").EnumerateArray()
            .Select(step => step.GetProperty("source").GetString());

        // The engine is not given the key: it says where the hub would have it from.
        Assert.Equal([SecretSourceNames.AppHost, SecretSourceNames.OnePassword, SecretSourceNames.DotEnv, SecretSourceNames.Environment], rows);
    }

    [Fact]
    public async Task A_killed_store_degrades_the_hub_until_it_is_back()
    {
        using var client = platform.App.CreateHttpClient("knowledge-hub");
        var store = ProcessList.Naming(platform.Folder).Single(id => ProcessList.CommandLine(id).Contains("DevFlow.QdrantEmulator", StringComparison.Ordinal));

        Signals.Send(store, Signals.Kill);

        await UntilAsync(client, "Degraded");
        await UntilAsync(client, "Healthy");
    }

    private static async Task UntilAsync(HttpClient client, string status)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!(await client.GetStringAsync("/health", limit.Token)).Contains($"\"status\":\"{status}\",\"checks\"", StringComparison.Ordinal))
            limit.Token.ThrowIfCancellationRequested();
    }
}
