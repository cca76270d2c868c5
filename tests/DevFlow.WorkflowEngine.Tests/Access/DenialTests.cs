using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json;
using DevFlow.WorkflowEngine.Access;

namespace DevFlow.WorkflowEngine.Tests.Access;

public sealed class DenialTests(EngineServer server) : IAsyncLifetime
{
    private Engine _engine = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _engine = await Engine.StartAsync(server);

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task A_denial_is_on_record_when_its_answer_arrives_with_the_route_and_nothing_that_stood_in_it()
    {
        using var anna = await _engine.CreateClientAsync("anna");
        var principal = (await anna.GetJsonAsync("/api/v1/me")).Text("principal");
        var id = Guid.NewGuid();

        await anna.GetJsonAsync($"/api/v1/users/{id}/api-keys", HttpStatusCode.Forbidden);

        var record = Assert.Single(Records());
        Assert.Equal(("api:GET /api/v1/users/{id:guid}/api-keys", principal), (record.Text("key"), record.Text("user")));
        Assert.Equal(32, record.Text("trace").Length);
        Assert.DoesNotContain($"{id}", $"{record}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_shown_and_does_not_count_is_a_denial_of_the_address_it_came_from()
    {
        using var nobody = _engine.CreateAnonymousClient();
        nobody.DefaultRequestHeaders.Authorization = new("Bearer", "dfk_wrong");

        await nobody.GetJsonAsync("/api/v1/secrets/JWT_SECRET", HttpStatusCode.Unauthorized);
        await nobody.PostJsonAsync("/api/v1/tokens", new { grant = "service", service = "mcp-gateway", key = "wrong" }, HttpStatusCode.Unauthorized);
        await nobody.PostJsonAsync("/api/v1/tokens", new { grant = "code", code = "wrong" }, HttpStatusCode.Unauthorized);

        Assert.Equal(
            ["api:GET /api/v1/secrets/{key} 127.0.0.1", "api:POST /api/v1/tokens 127.0.0.1", "api:POST /api/v1/tokens 127.0.0.1"],
            Records().Select(record => $"{record.Text("key")} {record.Text("user")}"));
    }

    [Fact]
    public async Task Whoever_shows_nothing_is_not_denied_but_told_to_sign_in()
    {
        using var nobody = _engine.CreateAnonymousClient();

        for (var i = 0; i < DenialWatch.Limit; i++)
        {
            await nobody.GetJsonAsync("/api/v1/secrets", HttpStatusCode.Unauthorized);
            await nobody.PostJsonAsync("/api/v1/tokens", new { grant = "session" }, HttpStatusCode.Unauthorized);
        }

        using var admin = await _engine.CreateClientAsync("carla", isAdmin: true);
        Assert.Empty(Records());
        Assert.Empty((await admin.GetJsonAsync("/api/v1/alerts")).EnumerateArray());
    }

    [Fact]
    public async Task A_session_that_counts_no_more_is_denied_once_and_taken_away()
    {
        using var browser = new Browser(_engine.Address);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_engine.Address, "/api/v1/me"));
        request.Headers.Add("Cookie", $"devflow_session={new string('A', 43)}");
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false });

        using var answer = await client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.StartsWith("devflow_session=; expires=Thu, 01 Jan 1970", Assert.Single(answer.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        Assert.Single(Records());
    }

    [Fact]
    public async Task The_fifth_denial_within_a_minute_raises_an_alert_that_administrators_see()
    {
        var counted = 0;
        using var meters = new MeterListener { InstrumentPublished = (instrument, listener) => { if (instrument.Name == "devflow.alerts") listener.EnableMeasurementEvents(instrument); } };
        meters.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref counted, (int)value));
        meters.Start();
        using var anna = await _engine.CreateClientAsync("anna");
        using var admin = await _engine.CreateClientAsync("carla", isAdmin: true);
        var principal = (await anna.GetJsonAsync("/api/v1/me")).Text("principal");

        for (var i = 0; i < 3 * DenialWatch.Limit; i++)
            await anna.GetJsonAsync("/api/v1/users", HttpStatusCode.Forbidden);

        JsonElement alerts;
        while ((alerts = await admin.GetJsonAsync("/api/v1/alerts")).GetArrayLength() == 0)
            await Task.Delay(20, Cancel);
        var alert = Assert.Single(alerts.EnumerateArray());
        Assert.Equal(("denials", principal), (alert.Text("kind"), alert.Text("subject")));
        Assert.Equal("5 calls were refused within a minute, the last of them api:GET /api/v1/users.", alert.Text("detail"));
        Assert.True(counted >= 1);
        Assert.Equal(3 * DenialWatch.Limit, Records().Count);
        await anna.GetJsonAsync("/api/v1/alerts", HttpStatusCode.Forbidden);
        await admin.GetJsonAsync("/api/v1/alerts?count=0", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_a_project_refuses_is_on_record_by_its_name_also_where_the_answer_is_that_there_is_none()
    {
        using var anna = await _engine.CreateClientAsync("anna");
        using var ben = await _engine.CreateClientAsync("ben");
        using var eve = await _engine.CreateClientAsync("eve");
        const string Key = "/api/v1/projects/shop/production/secrets/KEY";
        await anna.PostJsonAsync("/api/v1/projects", new { name = "shop" }, HttpStatusCode.Created);
        await anna.CallAsync(HttpMethod.Put, "/api/v1/projects/shop/members/ben", new { role = "viewer" });

        await ben.CallAsync(HttpMethod.Put, Key, new { value = "some-value" }, HttpStatusCode.Forbidden);
        var hidden = await eve.GetJsonAsync(Key, HttpStatusCode.NotFound);
        await eve.GetJsonAsync("/api/v1/projects/shop/production/secrets", HttpStatusCode.NotFound);
        await eve.GetJsonAsync("/api/v1/projects/shop", HttpStatusCode.NotFound);
        var none = await eve.GetJsonAsync(Key.Replace("shop", "shep", StringComparison.Ordinal), HttpStatusCode.NotFound);
        await anna.GetJsonAsync(Key, HttpStatusCode.NotFound);

        var who = new Dictionary<string, string>(StringComparer.Ordinal) { [await _engine.PrincipalAsync("ben")] = "ben", [await _engine.PrincipalAsync("eve")] = "eve" };
        Assert.Equal(
            ["ben project/shop/production/KEY", "eve project/shop/production/KEY", "eve project/shop/production", "eve project/shop", "eve project/shep/production/KEY"],
            Records().Select(record => $"{who[record.Text("user")]} {record.Text("key")}"));
        Assert.All(Records(), record => Assert.Equal("project", record.Text("tier")));
        Assert.Equal(hidden.Text("detail").Replace("shop", "shep", StringComparison.Ordinal), none.Text("detail"));
    }

    [Fact]
    public async Task Who_tries_names_of_projects_raises_an_alert()
    {
        using var eve = await _engine.CreateClientAsync("eve");
        using var admin = await _engine.CreateClientAsync("carla", isAdmin: true);

        for (var i = 0; i < DenialWatch.Limit; i++)
            await eve.GetJsonAsync($"/api/v1/projects/guess-{i}/production/secrets/KEY", HttpStatusCode.NotFound);

        Assert.Equal([await _engine.PrincipalAsync("eve")], await SubjectsAsync(admin, 1));
    }

    [Fact]
    public async Task Whoever_claims_another_address_with_each_call_is_counted_all_the_same()
    {
        await using var engine = await Engine.StartAsync(server, "", ("ForwardedHeaders_Enabled", "true"));
        using var admin = await engine.CreateClientAsync("carla", isAdmin: true);
        using var nobody = engine.CreateAnonymousClient();
        nobody.DefaultRequestHeaders.Authorization = new("Bearer", "dfk_wrong");

        for (var i = 0; i < DenialWatch.Limit; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/secrets", UriKind.Relative));
            request.Headers.Add("X-Forwarded-For", $"198.51.100.{i}");
            using var answer = await nobody.SendAsync(request, Cancel);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        Assert.Equal(["anonymous"], await SubjectsAsync(admin, 1));
    }

    private static async Task<List<string>> SubjectsAsync(HttpClient admin, int count)
    {
        JsonElement alerts;
        while ((alerts = await admin.GetJsonAsync("/api/v1/alerts")).GetArrayLength() < count)
            await Task.Delay(20, Cancel);
        return [.. alerts.EnumerateArray().Select(alert => alert.Text("subject"))];
    }

    /// <summary>The denials in the audit's files, as they stand there now.</summary>
    private List<JsonElement> Records() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(_engine.Folder, "logs", "audit"), "*.jsonl")
            .SelectMany(Lines)
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
            .Where(record => record.TryGetProperty("outcome", out var outcome) && outcome.GetString() == "denied"),
    ];

    private static IEnumerable<string> Lines(string path)
    {
        // It is being written.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
