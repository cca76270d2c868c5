using System.Globalization;
using System.Net;

namespace DevFlow.AppHost.Tests;

[Collection(PlatformCollection.Name)]
public sealed class HealthTests(RunningPlatform platform)
{
    [Theory]
    [InlineData("workflow-engine", "Healthy")]
    [InlineData("mcp-gateway", "Healthy")]
    [InlineData("knowledge-hub", "Healthy")]
    public async Task A_service_answers_health_and_alive(string name, string status)
    {
        using var client = platform.App.CreateHttpClient(name);

        var health = await client.GetFromJsonElementAsync("/health");
        using var alive = await client.GetAsync("/alive", TestContext.Current.CancellationToken);

        Assert.Equal(status, health.GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }

    [Fact]
    public async Task Services_report_a_killed_database_and_recover_when_it_is_back()
    {
        using var client = platform.App.CreateHttpClient("workflow-engine");
        // By its lock file: a child of the server's has the server's command line until it has given itself a name.
        var server = int.Parse(File.ReadLines(Path.Combine(platform.Folder, ".devflow", "postgres", "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

        Signals.Send(server, Signals.Kill);

        await UntilAsync(client, HttpStatusCode.ServiceUnavailable);
        await UntilAsync(client, HttpStatusCode.OK);
    }

    private static async Task UntilAsync(HttpClient client, HttpStatusCode status)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            using var response = await client.GetAsync("/health", limit.Token);
            if (response.StatusCode == status)
                return;
        }
    }
}
