using System.Net;
using System.Net.Http.Json;

namespace DevFlow.McpGateway.Tests.Calls;

[Collection(PlatformCollection.Name)]
public sealed class RateLimitTests(SharedPlatform platform)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_calls_too_often_is_told_when_to_come_back_and_takes_nobody_elses_share()
    {
        await using var gateway = Gateway.Start(platform.Engine.Folder, platform.Engine.Address, ("RateLimits:Burst", "12"), ("RateLimits:PerSecond", "1"), ("RateLimits:ChangesPerMinute", "2"));
        using var wild = gateway.CreateAnonymousClient();
        wild.DefaultRequestHeaders.Authorization = new("Bearer", await platform.KeyOfAsync("anna"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => wild.PostAsJsonAsync(new Uri("/mcp", UriKind.Relative), new { jsonrpc = "2.0", id = 1, method = "ping" }, Cancel)));

        Assert.Contains(answers, answer => answer.StatusCode is not HttpStatusCode.TooManyRequests);
        var refused = Assert.IsType<HttpResponseMessage>(answers.FirstOrDefault(answer => answer.StatusCode is HttpStatusCode.TooManyRequests));
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("try again in", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        // Once, however often it was.
        var records = await platform.RecordsAsync();
        Assert.Single(records.Split('\n'), line => line.Contains("\"mcp:limit\"", StringComparison.Ordinal) && line.Contains("\"denied\"", StringComparison.Ordinal));

        // What changes something has a limit of its own, and says it as a tool does.
        await using var root = await gateway.ConnectAsync(await platform.KeyOfAsync("root", isAdmin: true));
        await root.ProblemAsync("run_with_secrets", ("command", "one"));
        await root.ProblemAsync("run_with_secrets", ("command", "two"));
        Assert.Contains("at most 2 times a minute", await root.ProblemAsync("run_with_secrets", ("command", "three")), StringComparison.Ordinal);
        await root.AnswerAsync("list_secrets");
        foreach (var answer in answers)
            answer.Dispose();
    }
}
