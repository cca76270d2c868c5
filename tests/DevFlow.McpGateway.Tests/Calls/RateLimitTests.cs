using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

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
        wild.DefaultRequestHeaders.Authorization = new("Bearer", await platform.KeyOfAsync("wild"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => wild.PostAsJsonAsync(new Uri("/mcp", UriKind.Relative), new { jsonrpc = "2.0", id = 1, method = "ping" }, Cancel)));

        Assert.Contains(answers, answer => answer.StatusCode is not HttpStatusCode.TooManyRequests);
        var refused = Assert.IsType<HttpResponseMessage>(answers.FirstOrDefault(answer => answer.StatusCode is HttpStatusCode.TooManyRequests));
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("try again in", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        // Not each of them, before it is answered.
        var who = await platform.Engine.PrincipalAsync("wild");
        Assert.Single(await RecordsAsync(who), record => record.Text("kind") is "access");

        // What changes something has a limit of its own, and says it as a tool does.
        await using var root = await gateway.ConnectAsync(await platform.KeyOfAsync("root", isAdmin: true));
        await root.ProblemAsync("run_with_secrets", ("command", "one"));
        await root.ProblemAsync("run_with_secrets", ("command", "two"));
        Assert.Contains("at most 2 times a minute", await root.ProblemAsync("run_with_secrets", ("command", "three")), StringComparison.Ordinal);
        await root.AnswerAsync("list_secrets");

        // How many there were is written as a sum, in the same name.
        await gateway.StopAsync();
        Assert.Equal(answers.Count(answer => answer.StatusCode is HttpStatusCode.TooManyRequests), (await RecordsAsync(who)).Sum(record => record.Text("kind") is "access" ? 1 : record.GetProperty("count").GetInt32()));
        foreach (var answer in answers)
            answer.Dispose();
    }

    private async Task<List<JsonElement>> RecordsAsync(string who) =>
        [.. (await platform.RecordsAsync()).Split('\n').Where(line => line.Contains("\"mcp:limit\"", StringComparison.Ordinal) && line.EndsWith('}')).Select(line => JsonElement.Parse(line)).Where(record => record.Text("user") == who)];
}
