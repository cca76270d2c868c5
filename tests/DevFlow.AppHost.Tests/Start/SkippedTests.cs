using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace DevFlow.AppHost.Tests;

public sealed class SkippedTests
{
    [Fact]
    public async Task A_vector_store_that_the_developer_runs_is_used_where_ours_is_skipped()
    {
        await using var store = await StartStoreAsync();
        using var root = new TestRoot(TestRoot.CompleteEnv() + $"QDRANT_URL={store.Urls.First()}\n");

        await using var host = HostProcess.Start(root);
        await host.WaitForLineAsync("knowledge-hub      healthy", TestContext.Current.CancellationToken);

        var hub = host.Output.Split('\n').Single(line => line.Contains("knowledge-hub      healthy", StringComparison.Ordinal)).Split(' ')[^1];
        using var client = new HttpClient { BaseAddress = new(hub) };
        var health = await client.GetFromJsonElementAsync("/health");
        Assert.Equal("Healthy", health.GetProperty("status").GetString());
    }

    /// <summary>All that the hub asks of Qdrant today: whether it is there.</summary>
    private static async Task<WebApplication> StartStoreAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var store = builder.Build();
        store.MapGet("/healthz", () => "healthz check passed");
        await store.StartAsync(TestContext.Current.CancellationToken);
        return store;
    }
}
