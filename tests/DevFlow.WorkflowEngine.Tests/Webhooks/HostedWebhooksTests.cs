using System.Net;

namespace DevFlow.WorkflowEngine.Tests.Webhooks;

/// <summary>An engine without a database takes webhooks too: the hosted one keeps the events.</summary>
public sealed class HostedWebhooksTests(WebhookEngine host) : IClassFixture<WebhookEngine>
{
    private const string Secret = "of-the-hybrid-engine-alone-0123456789";

    [Fact]
    public async Task What_is_signed_for_the_engine_here_is_an_event_of_the_hosted_one_once()
    {
        var key = (await host.Admin.PostJsonAsync("/api/v1/me/api-keys", new { name = "hybrid" })).Text("key");
        await using var engine = await StartAsync(key);
        var body = WebhookEngine.Body(",\"action\":\"opened\"");
        var headers = WebhookEngine.GitHub(body, "hybrid-1", "issues", Secret);

        var taken = await WebhookEngine.SendAsync(engine, "github", body, headers);
        var again = await WebhookEngine.SendAsync(engine, "github", body, headers);
        var replayed = await WebhookEngine.SendAsync(engine, "github", body, WebhookEngine.GitHub(body, "hybrid-2", "issues", Secret));
        var foreign = await WebhookEngine.SendAsync(engine, "github", body, WebhookEngine.GitHub(body, "hybrid-3"));
        var unset = await WebhookEngine.SendAsync(engine, "jira", body, WebhookEngine.Jira(body, "hybrid-4"));

        Assert.Equal((HttpStatusCode.OK, "taken"), (taken.Status, taken.Answer.Text("outcome")));
        Assert.Equal((HttpStatusCode.OK, "repeated"), (again.Status, again.Answer.Text("outcome")));
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Unauthorized), (replayed.Status, foreign.Status));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, unset.Status);
        Assert.StartsWith("JIRA_WEBHOOK_SECRET is set nowhere", unset.Answer.Text("detail"), StringComparison.Ordinal);
        // Asked here, answered there.
        using var here = engine.CreateAnonymousClient();
        here.DefaultRequestHeaders.Authorization = new("Bearer", key);
        var told = Assert.Single((await here.GetJsonAsync("/api/v1/events?type=issues")).GetProperty("events").EnumerateArray());
        Assert.Equal(("hybrid-1", "opened", await host.Engine.PrincipalAsync("webhook-admin")), (told.Text("delivery"), told.Text("action"), told.Text("takenBy")));
        Assert.Contains($"\"payload\":{body}", await here.GetStringAsync(new Uri($"/api/v1/events/{told.GetProperty("id")}", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_may_not_is_said_and_nothing_is_taken_for_delivered()
    {
        using var ben = await host.Engine.CreateClientAsync("ben");
        await using var engine = await StartAsync((await ben.PostJsonAsync("/api/v1/me/api-keys", new { name = "hybrid" })).Text("key"));
        var body = WebhookEngine.Body();

        var (status, answer) = await WebhookEngine.SendAsync(engine, "github", body, WebhookEngine.GitHub(body, "hybrid-5", "push", Secret));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("it has to be one of an administrator", answer.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(0L, await host.ScalarAsync("SELECT count(*) FROM devflow.webhook_deliveries WHERE delivery = 'hybrid-5'"));
    }

    [Fact]
    public async Task While_the_hosted_engine_is_away_the_sender_is_told_to_come_again()
    {
        await using var engine = await StartAsync("dfk_0123456789", "http://localhost:9");
        var body = WebhookEngine.Body();

        var (status, answer) = await WebhookEngine.SendAsync(engine, "github", body, WebhookEngine.GitHub(body, "hybrid-6", "push", Secret));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.StartsWith("The hosted engine at localhost:9 cannot be given the event", answer.Text("detail"), StringComparison.Ordinal);
    }

    private Task<Engine> StartAsync(string key, string? address = null) => Engine.StartUnawaitedAsync(host.Server, $"""
        DEVFLOW_MODE=hybrid
        DEVFLOW_API_URL={address ?? host.Engine.Address.ToString().TrimEnd('/')}
        DEVFLOW_API_KEY={key}
        GITHUB_WEBHOOK_SECRET={Secret}
        """);
}
