using System.Net;
using System.Text.Json;
using Dapper;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.WorkflowEngine.Tests.Webhooks;

/// <summary>What is told is worked on: claimed, finished, forgotten.</summary>
public sealed class EventsApiTests(WebhookEngine shared) : IClassFixture<WebhookEngine>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_workers_share_events_and_what_one_leaves_the_other_gets()
    {
        using var gateway = await shared.Engine.CreateServiceClientAsync("mcp-gateway");
        using var hub = await shared.Engine.CreateServiceClientAsync("knowledge-hub");
        foreach (var number in Enumerable.Range(0, 3))
            await TakeAsync("shared_work", $"work-{number}");

        var first = await ClaimAsync(gateway, "shared_work", count: 2);
        var second = await ClaimAsync(hub, "shared_work", count: 2);

        Assert.Equal(["work-0", "work-1"], first.Select(one => one.Text("delivery")));
        Assert.Equal("work-2", Assert.Single(second).Text("delivery"));
        Assert.Empty(await ClaimAsync(hub, "shared_work", count: 2));
        Assert.Equal(JsonValueKind.Object, first[0].GetProperty("payload").ValueKind);

        await FinishAsync(gateway, first[0]);
        // Its answer was lost.
        await FinishAsync(gateway, first[0]);
        await FinishAsync(hub, first[1], HttpStatusCode.Conflict);
        await shared.ScalarAsync($"UPDATE devflow.workflow_events SET claimed_until = now() - interval '1 second' WHERE id = {first[1].GetProperty("id")}");
        var third = Assert.Single(await ClaimAsync(hub, "shared_work", count: 2));
        Assert.Equal(("work-1", 2), (third.Text("delivery"), third.GetProperty("attempts").GetInt32()));
        await FinishAsync(gateway, first[1], HttpStatusCode.Conflict);
        await FinishAsync(hub, third);
        Assert.Equal(2, (await ListAsync("type=shared_work&state=done")).Events.Count);
        await hub.PostJsonAsync("/api/v1/events/999999/done?attempt=1", new { }, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Pages_go_from_the_newest_to_the_oldest_and_new_events_move_none()
    {
        foreach (var number in Enumerable.Range(0, 5))
            await TakeAsync("paged", $"page-{number}");

        var first = await ListAsync("type=paged&limit=2");
        await TakeAsync("paged", "page-5");
        var second = await ListAsync($"type=paged&limit=2&before={first.Next}");
        var third = await ListAsync($"type=paged&limit=2&before={second.Next}");

        Assert.Equal(["page-4", "page-3", "page-2", "page-1", "page-0"], first.Events.Concat(second.Events).Concat(third.Events).Select(one => one.Text("delivery")));
        Assert.Null(third.Next);
        Assert.All(first.Events, one => Assert.Equal(JsonValueKind.Null, one.GetProperty("payload").ValueKind));
        await shared.Admin.GetJsonAsync("/api/v1/events?limit=201", HttpStatusCode.BadRequest);
        await shared.Admin.PostJsonAsync("/api/v1/events/claim", new { seconds = 3601 }, HttpStatusCode.BadRequest);
        await shared.Admin.PostJsonAsync("/api/v1/events/claim", new { count = 0 }, HttpStatusCode.BadRequest);
        await shared.Admin.GetJsonAsync("/api/v1/events/999999", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Events_are_for_administrators_and_services_in_the_API_and_in_the_database()
    {
        await TakeAsync("guarded", "guarded-1");
        using var anna = await shared.Engine.CreateClientAsync("anna");
        using var nobody = shared.Engine.CreateAnonymousClient();
        // Whose token still says that he administers.
        using var demoted = await shared.Engine.CreateClientAsync("demoted", isAdmin: true);
        await demoted.GetJsonAsync("/api/v1/events");
        await shared.ScalarAsync("UPDATE devflow.users SET role = 'member' WHERE name = 'demoted'");
        foreach (var (client, status) in new[] { (anna, HttpStatusCode.Forbidden), (demoted, HttpStatusCode.Forbidden), (nobody, HttpStatusCode.Unauthorized) })
        {
            await client.GetJsonAsync("/api/v1/events", status);
            await client.PostJsonAsync("/api/v1/events/claim", new { }, status);
            await client.PostJsonAsync("/api/v1/events?source=github&type=push&delivery=forged", new { }, status);
        }

        var member = VaultIdentity.OfUser(Guid.Parse((await shared.Engine.PrincipalAsync("anna"))["user:".Length..]));
        Assert.Equal(0, await ExecuteAsync(member, "UPDATE devflow.workflow_events SET state = 'claimed', claimed_by = devflow.principal(), claimed_until = now()"));
        Assert.Equal(0, await ExecuteAsync(member, "DELETE FROM devflow.webhook_deliveries"));
        await ForbiddenAsync(member, "INSERT INTO devflow.workflow_events (source, type, delivery, payload, taken_by) VALUES ('github', 'push', 'forged', '{}', devflow.principal())");
        var service = VaultIdentity.OfService("mcp-gateway");
        await ForbiddenAsync(service, "UPDATE devflow.workflow_events SET state = 'claimed', claimed_by = 'service:other', claimed_until = now()");
        await ForbiddenAsync(service, "UPDATE devflow.workflow_events SET payload = '{}'");
        await ForbiddenAsync(service, "INSERT INTO devflow.workflow_events (source, type, delivery, payload, taken_by) VALUES ('github', 'push', 'forged', '{}', 'engine:webhooks')");
        Assert.Equal(0, await ExecuteAsync(service, "DELETE FROM devflow.workflow_events"));
        Assert.Equal(0, await ExecuteAsync(VaultIdentity.Maintenance("test"), "DELETE FROM devflow.workflow_events"));
    }

    [Fact]
    public async Task Events_are_forgotten_after_their_time_and_deliveries_later()
    {
        var body = await TakeAsync("forgotten", "forgotten-1");
        await shared.ScalarAsync("UPDATE devflow.workflow_events SET received_at = now() - interval '31 days' WHERE type = 'forgotten'");
        var events = shared.Engine.Services.GetRequiredService<WorkflowEvents>();

        Assert.Equal(1, await events.ForgetAsync(Cancel));

        Assert.Empty((await ListAsync("type=forgotten")).Events);
        Assert.Equal("repeated", (await shared.SendAsync("github", body, WebhookEngine.GitHub(body, "forgotten-1", "forgotten"))).Answer.Text("outcome"));
        await shared.ScalarAsync("UPDATE devflow.webhook_deliveries SET received_at = now() - interval '401 days' WHERE delivery = 'forgotten-1'");
        Assert.Equal(1, await events.ForgetAsync(Cancel));
    }

    private Task<int> ExecuteAsync(VaultIdentity identity, string sql) =>
        shared.Engine.Services.GetRequiredService<VaultDatabase>().RunAsync(identity, (connection, _) => connection.ExecuteAsync(sql), Cancel);

    private async Task ForbiddenAsync(VaultIdentity identity, string sql) =>
        Assert.Equal(VaultError.Forbidden, (await Assert.ThrowsAsync<VaultException>(() => ExecuteAsync(identity, sql))).Error);

    private async Task<string> TakeAsync(string type, string id)
    {
        var body = WebhookEngine.Body();
        await shared.TakeAsync("github", body, WebhookEngine.GitHub(body, id, type));
        return body;
    }

    private async Task<(List<JsonElement> Events, long? Next)> ListAsync(string query)
    {
        var page = await shared.Admin.GetJsonAsync($"/api/v1/events?{query}");
        return ([.. page.GetProperty("events").EnumerateArray()], page.GetProperty("next") is { ValueKind: JsonValueKind.Number } next ? next.GetInt64() : null);
    }

    private static async Task<List<JsonElement>> ClaimAsync(HttpClient client, string type, int count) =>
        [.. (await client.PostJsonAsync("/api/v1/events/claim", new { source = "github", types = new[] { type }, count, seconds = 60 })).EnumerateArray()];

    private static Task<JsonElement> FinishAsync(HttpClient client, JsonElement claimed, HttpStatusCode status = HttpStatusCode.NoContent) =>
        client.PostJsonAsync($"/api/v1/events/{claimed.GetProperty("id")}/done?attempt={claimed.GetProperty("attempts")}", new { }, status);
}
