using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DevFlow.WorkflowEngine.Tests.Rights;

/// <summary>People's rights over HTTP.</summary>
public sealed class RightsApiTests(EngineServer server)
{
    private static readonly Uri _export = new("/api/v1/me/export", UriKind.Relative);
    private static readonly Uri _me = new("/api/v1/me", UriKind.Relative);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_export_holds_all_that_is_ones_own_and_nothing_of_others()
    {
        await using var engine = await Engine.StartAsync(server);
        using var anna = await engine.CreateClientAsync("anna");
        using var bert = await engine.CreateClientAsync("bert");
        foreach (var (client, name) in new[] { (anna, "anna"), (bert, "bert") })
        {
            await PutAsync(client, $"{name}-secret", $"{name} one");
            await PutAsync(client, $"{name}-secret", $"{name} \"two\" ü");
            (await client.PostAsJsonAsync("/api/v1/projects", new { name = $"{name}-shop" }, Cancel)).EnsureSuccessStatusCode();
            (await client.PostAsJsonAsync("/api/v1/me/api-keys", new { name = $"{name}-key" }, Cancel)).EnsureSuccessStatusCode();
        }

        using var carl = await engine.CreateClientAsync("carl");
        (await carl.PostAsJsonAsync("/api/v1/projects", new { name = "carls-shop" }, Cancel)).EnsureSuccessStatusCode();
        (await carl.PostAsJsonAsync("/api/v1/projects/carls-shop/grants", new { to = "anna", environment = "staging", key = "A_KEY", ttlSeconds = 60 }, Cancel)).EnsureSuccessStatusCode();
        (await anna.PostAsJsonAsync("/api/v1/leases", new { profile = "read-only" }, Cancel)).EnsureSuccessStatusCode();
        var share = new { content = new string('A', 40), accessHash = new string('A', 43), secret = "A_SHARED_KEY" };
        (await anna.PostAsJsonAsync("/api/v1/shares", share, Cancel)).EnsureSuccessStatusCode();

        using var answer = await anna.GetAsync(_export, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        var document = JsonNode.Parse(text)!;

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("devflow-personal-data/1", (string?)document["format"]);
        Assert.Equal("anna", (string?)document["profile"]!["name"]);
        var secret = Assert.Single(document["secrets"]!.AsArray())!;
        Assert.Equal(
            [(2, "anna \"two\" ü"), (1, "anna one")],
            secret["versions"]!.AsArray().Select(version => ((int)version!["version"]!, (string?)version["value"])));
        Assert.Equal("anna-shop", (string?)Assert.Single(document["memberships"]!.AsArray())!["project"]);
        var grant = Assert.Single(document["grants"]!.AsArray())!;
        Assert.Equal(("carls-shop", "A_KEY"), ((string?)grant["project"], (string?)grant["key"]));
        Assert.Equal("read-only", (string?)Assert.Single(document["leases"]!.AsArray())!["profile"]);
        Assert.Equal("A_SHARED_KEY", (string?)Assert.Single(document["shareLinks"]!.AsArray())!["secret"]);
        Assert.Equal("anna-key", (string?)Assert.Single(document["apiKeys"]!.AsArray())!["name"]);
        Assert.NotNull(document["sessions"]);
        Assert.NotNull(document["audit"]);
        Assert.DoesNotContain("bert", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hash", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_export_has_what_the_audit_says_of_the_person_once_it_is_in_the_database()
    {
        await using var engine = await Engine.StartAsync(server);
        using var anna = await engine.CreateClientAsync("anna");
        await PutAsync(anna, "a-secret", "a value of anna");

        while (JsonNode.Parse(await anna.GetStringAsync(_export, Cancel))!["audit"]!.AsArray().Count == 0)
            await Task.Delay(50, Cancel);
    }

    [Fact]
    public async Task An_altered_secret_does_not_keep_a_person_from_the_rest()
    {
        await using var engine = await Engine.StartAsync(server);
        using var anna = await engine.CreateClientAsync("anna");
        await PutAsync(anna, "altered", "a value of anna");
        await PutAsync(anna, "fine", "another value");
        await using (var admin = Npgsql.NpgsqlDataSource.Create(engine.AdminConnectionString))
        {
            await using var alter = admin.CreateCommand("UPDATE devflow.user_secret_versions v SET content = set_byte(content, 14, get_byte(content, 14) # 1) FROM devflow.user_secrets s WHERE s.id = v.secret_id AND s.name = 'altered'");
            Assert.Equal(1, await alter.ExecuteNonQueryAsync(Cancel));
        }

        var secrets = JsonNode.Parse(await anna.GetStringAsync(_export, Cancel))!["secrets"]!.AsArray();

        Assert.Equal([(null, true), ("another value", false)], secrets.Select(secret => ((string?)secret!["versions"]![0]!["value"], secret["versions"]![0]!["problem"] is not null)));
    }

    [Fact]
    public async Task Whoever_is_erased_is_gone_with_keys_and_secrets()
    {
        await using var engine = await Engine.StartAsync(server);
        using var anna = await engine.CreateClientAsync("anna");
        await PutAsync(anna, "a-secret", "a value of anna");
        var issued = await (await anna.PostAsJsonAsync("/api/v1/me/api-keys", new { name = "laptop" }, Cancel)).Content.ReadFromJsonAsync<JsonNode>(Cancel);
        using var program = engine.CreateAnonymousClient();
        program.DefaultRequestHeaders.Authorization = new("Bearer", issued!.AsObject().Select(property => property.Value).OfType<JsonValue>().Select(value => value.ToString()).First(text => text.StartsWith("dfk_", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync(_me, Cancel)).StatusCode);

        using var unconfirmed = await DeleteAsync(anna, _me, new { name = "somebody else" });
        using var nobody = await DeleteAsync(engine.CreateAnonymousClient(), _me, new { name = "anna" });
        using var erased = await DeleteAsync(anna, _me, new { name = "anna" });

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized, HttpStatusCode.OK), (unconfirmed.StatusCode, nobody.StatusCode, erased.StatusCode));
        Assert.Equal(1, (await erased.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("dataKeys").GetInt64());
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync(_me, Cancel)).StatusCode);
        // The token of a person who is gone counts for some minutes more; there is nothing left that it opens, and nothing that it writes.
        using var late = await anna.PutAsJsonAsync("/api/v1/me/secrets/late", new { value = "a late value" }, Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, late.StatusCode);
        Assert.Equal("[]", await anna.GetStringAsync(new Uri("/api/v1/me/secrets", UriKind.Relative), Cancel));
    }

    [Fact]
    public async Task An_administrator_erases_others_and_members_do_not()
    {
        await using var engine = await Engine.StartAsync(server);
        using var root = await engine.CreateClientAsync("root", isAdmin: true);
        using var anna = await engine.CreateClientAsync("anna");
        using var bert = await engine.CreateClientAsync("bert");
        await PutAsync(anna, "a-secret", "a value of anna");
        var id = (await root.GetFromJsonAsync<JsonElement>("/api/v1/users", Cancel)).EnumerateArray().Single(user => user.GetProperty("name").GetString() == "anna").GetProperty("id").GetGuid();
        var user = new Uri($"/api/v1/users/{id}", UriKind.Relative);

        Assert.Equal(HttpStatusCode.Forbidden, (await bert.DeleteAsync(user, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await root.DeleteAsync(user, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await root.DeleteAsync(user, Cancel)).StatusCode);
        Assert.Contains($"erased-{id}", await root.GetStringAsync(new Uri("/api/v1/users", UriKind.Relative), Cancel), StringComparison.Ordinal);
    }

    private static async Task PutAsync(HttpClient client, string name, string value) =>
        (await client.PutAsJsonAsync($"/api/v1/me/secrets/{name}", new { value }, Cancel)).EnsureSuccessStatusCode();

    private static Task<HttpResponseMessage> DeleteAsync(HttpClient client, Uri uri, object body) =>
        client.SendAsync(new HttpRequestMessage(HttpMethod.Delete, uri) { Content = JsonContent.Create(body) }, Cancel);
}
