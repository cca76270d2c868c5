using System.Net;
using System.Net.Http.Json;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.Announcing;

public sealed class AnnouncementsApiTests(EngineServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_has_seen_nothing_is_told_where_announcements_are_and_what_comes_from_then_on()
    {
        await using var engine = await Engine.StartAsync(server);
        using var admin = await engine.CreateClientAsync("admin", isAdmin: true);
        using var service = await engine.CreateServiceClientAsync("mcp-gateway");
        Assert.Equal(1, await AnnounceAsync(admin, "JWT_SECRET"));

        await using var stream = await EventStream.OpenAsync(service);
        var hello = await stream.NextAsync();
        Assert.Equal(2, await AnnounceAsync(admin, "AOSENTRY_API_KEY", new { leastVersion = 7, revoked = true }));
        var told = await stream.NextAsync();

        Assert.Equal(("hello", 1), (hello.Type, hello.Data.GetProperty("generation").GetInt64()));
        Assert.Equal(("announcement", "2"), (told.Type, told.Id));
        Assert.Equal("system", told.Data.GetProperty("scope").GetString());
        Assert.Equal("AOSENTRY_API_KEY", told.Data.GetProperty("key").GetString());
        Assert.Equal("op://DevFlow/AOSentry/api_key", told.Data.GetProperty("reference").GetString());
        Assert.Equal(7, told.Data.GetProperty("leastVersion").GetInt32());
        Assert.True(told.Data.GetProperty("revoked").GetBoolean());
    }

    [Fact]
    public async Task Who_was_cut_off_is_told_everything_since_then_in_its_order()
    {
        await using var engine = await Engine.StartAsync(server);
        using var admin = await engine.CreateClientAsync("admin", isAdmin: true);
        using var service = await engine.CreateServiceClientAsync("mcp-gateway");
        for (var i = 1; i <= 5; i++)
            Assert.Equal(i, await AnnounceAsync(admin, "JWT_SECRET"));

        await using var stream = await EventStream.OpenAsync(service, lastEventId: 2);

        Assert.Equal("hello", (await stream.NextAsync()).Type);
        foreach (var id in new[] { "3", "4", "5" })
            Assert.Equal(id, (await stream.NextAsync()).Id);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(99)]
    public async Task Who_asks_for_what_is_not_kept_or_never_was_is_told_to_forget_everything(long last)
    {
        await using var engine = await Engine.StartAsync(server);
        using var admin = await engine.CreateClientAsync("admin", isAdmin: true);
        using var service = await engine.CreateServiceClientAsync("mcp-gateway");
        for (var i = 0; i < 3; i++)
            await AnnounceAsync(admin, "JWT_SECRET");
        await using var database = new NpgsqlConnection(engine.AdminConnectionString);
        await database.OpenAsync(Token);
        await using var forget = new NpgsqlCommand("DELETE FROM devflow.announcements WHERE generation < 3", database);
        await forget.ExecuteNonQueryAsync(Token);

        await using var stream = await EventStream.OpenAsync(service, last);
        var reset = await stream.NextAsync();
        await AnnounceAsync(admin, "JWT_SECRET");

        Assert.Equal(("reset", 3), (reset.Type, reset.Data.GetProperty("generation").GetInt64()));
        Assert.Equal("4", (await stream.NextAsync()).Id);
    }

    [Fact]
    public async Task Services_follow_and_admins_announce_and_nobody_else()
    {
        await using var engine = await Engine.StartAsync(server);
        using var admin = await engine.CreateClientAsync("admin", isAdmin: true);
        using var anna = await engine.CreateClientAsync("anna");
        using var service = await engine.CreateServiceClientAsync("mcp-gateway");
        using var nobody = engine.CreateAnonymousClient();
        var path = new Uri("api/v1/announcements", UriKind.Relative);

        Assert.Equal(HttpStatusCode.Forbidden, (await admin.GetAsync(path, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await anna.GetAsync(path, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(path, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(anna, "JWT_SECRET")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(service, "JWT_SECRET")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(admin, "NO_SUCH_KEY")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(admin, "JWT_SECRET", new { leastVersion = 0 })).StatusCode);
        Assert.Equal(1, await AnnounceAsync(admin, "JWT_SECRET"));
    }

    internal static async Task<long> AnnounceAsync(HttpClient client, string key, object? body = null)
    {
        using var answer = await PostAsync(client, key, body);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(Token)).GetProperty("generation").GetInt64();
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string key, object? body = null) =>
        client.PostAsJsonAsync(new Uri($"api/v1/secrets/{key}/announcements", UriKind.Relative), body ?? new { }, Token);
}
