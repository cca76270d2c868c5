using System.Net;

namespace DevFlow.WorkflowEngine.Tests.Access;

public sealed class PeopleTests(AccessEngine shared, EngineServer server) : IClassFixture<AccessEngine>
{
    [Fact]
    public async Task An_administrator_adds_lists_and_changes_people()
    {
        using var admin = await shared.Engine.CreateClientAsync("carla", isAdmin: true);

        var anna = await admin.PostJsonAsync("/api/v1/users", new { name = "new-anna", displayName = "Anna Ångström" }, HttpStatusCode.Created);
        var changed = await admin.CallAsync(HttpMethod.Patch, $"/api/v1/users/{anna.Text("id")}", new { role = "admin" });

        Assert.Equal(("new-anna", "member"), (anna.Text("name"), anna.Text("role")));
        Assert.Equal(("Anna Ångström", "admin"), (changed.Text("displayName"), changed.Text("role")));
        Assert.Contains("new-anna", (await admin.GetJsonAsync("/api/v1/users")).EnumerateArray().Select(user => user.Text("name")));
        await admin.PostJsonAsync("/api/v1/users", new { name = "new-anna" }, HttpStatusCode.Conflict);
        await admin.CallAsync(HttpMethod.Patch, $"/api/v1/users/{Guid.NewGuid()}", new { role = "admin" }, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nobody_else_does()
    {
        using var anna = await shared.Engine.CreateClientAsync("anna");
        using var service = await shared.Engine.CreateServiceClientAsync("mcp-gateway");
        using var nobody = shared.Engine.CreateAnonymousClient();

        foreach (var (client, status) in ((HttpClient, HttpStatusCode)[])[(anna, HttpStatusCode.Forbidden), (service, HttpStatusCode.Forbidden), (nobody, HttpStatusCode.Unauthorized)])
        {
            await client.GetJsonAsync("/api/v1/users", status);
            await client.PostJsonAsync("/api/v1/users", new { name = "dora", role = "admin" }, status);
            await client.CallAsync(HttpMethod.Patch, $"/api/v1/users/{Guid.NewGuid()}", new { role = "admin" }, status);
        }
    }

    [Fact]
    public async Task A_service_has_no_keys_and_no_sessions()
    {
        using var service = await shared.Engine.CreateServiceClientAsync("mcp-gateway");

        await service.GetJsonAsync("/api/v1/me/api-keys", HttpStatusCode.Forbidden);
        await service.PostJsonAsync("/api/v1/me/api-keys", new { name = "laptop" }, HttpStatusCode.Forbidden);
        await service.RemoveAsync("/api/v1/me/sessions", HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("two words")]
    [InlineData("anna\u0000")]
    [InlineData("anna\nben")]
    [InlineData("a\u202Enna")]
    [InlineData("a\u200Bnna")]
    [InlineData("A\u030Asa")]
    [InlineData("😀")]
    [InlineData("\uD800")]
    [InlineData("'; DROP TABLE devflow.users; --")]
    [InlineData("../anna")]
    [InlineData("local")]
    [InlineData("Local")]
    public async Task A_name_that_is_none_is_refused_with_the_reason(string? name)
    {
        using var admin = await shared.Engine.CreateClientAsync("carla", isAdmin: true);

        var answer = await admin.PostJsonAsync("/api/v1/users", new { name }, HttpStatusCode.BadRequest);

        Assert.NotEmpty(answer.Text("detail"));
        Assert.DoesNotContain(name, (await admin.GetJsonAsync("/api/v1/users")).EnumerateArray().Select(user => user.Text("name")));
    }

    [Theory]
    [InlineData("anna.b+c@example.com")]
    [InlineData("Åsa")]
    [InlineData("李雷")]
    public async Task A_name_may_be_of_any_script(string name)
    {
        using var admin = await shared.Engine.CreateClientAsync("carla", isAdmin: true);

        Assert.Equal(name, (await admin.PostJsonAsync("/api/v1/users", new { name }, HttpStatusCode.Created)).Text("name"));
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once()
    {
        using var admin = await shared.Engine.CreateClientAsync("carla", isAdmin: true);

        var answer = await admin.PostJsonAsync("/api/v1/users", new { name = "two words", displayName = "\u0007", role = "king" }, HttpStatusCode.BadRequest);

        Assert.Equal(
            "A user's name is made of letters, digits and - _ . @ +. A display name has no control or invisible characters. A role is member or admin.",
            answer.Text("detail"));
    }

    [Fact]
    public async Task The_last_administrator_stays_one_also_when_two_demote_each_other()
    {
        await using var engine = await Engine.StartAsync(server);
        using var carla = await engine.CreateClientAsync("carla", isAdmin: true);
        var id = (await carla.GetJsonAsync("/api/v1/me")).Text("principal")["user:".Length..];
        await carla.CallAsync(HttpMethod.Patch, $"/api/v1/users/{id}", new { role = "member" }, HttpStatusCode.Conflict);

        using var dora = await engine.CreateClientAsync("dora", isAdmin: true);
        var other = (await dora.GetJsonAsync("/api/v1/me")).Text("principal")["user:".Length..];
        var answers = await Task.WhenAll(DemoteAsync(carla, other), DemoteAsync(dora, id));

        // The other is the last one, or none any more when asked who may do this, or sees nobody any more.
        Assert.Single(answers, HttpStatusCode.OK);
        Assert.Single(answers, answer => answer is HttpStatusCode.Conflict or HttpStatusCode.Forbidden or HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_token_of_somebody_who_is_no_administrator_any_more_does_not_take_the_role_back()
    {
        await using var engine = await Engine.StartAsync(server);
        using var carla = await engine.CreateClientAsync("carla", isAdmin: true);
        using var dora = await engine.CreateClientAsync("dora", isAdmin: true);
        var id = (await dora.GetJsonAsync("/api/v1/me")).Text("principal")["user:".Length..];
        await carla.CallAsync(HttpMethod.Patch, $"/api/v1/users/{id}", new { role = "member" });

        await dora.CallAsync(HttpMethod.Patch, $"/api/v1/users/{id}", new { role = "admin" }, HttpStatusCode.Forbidden);
        await dora.PostJsonAsync("/api/v1/users", new { name = "eve", role = "admin" }, HttpStatusCode.Forbidden);
        foreach (var path in (string[])["/api/v1/users", "/api/v1/alerts", "/api/v1/audit", $"/api/v1/users/{id}/secrets"])
            await dora.GetJsonAsync(path, HttpStatusCode.Forbidden);

        Assert.Equal("member", (await dora.GetJsonAsync("/api/v1/me")).Text("role"));
        Assert.Equal(["carla", "dora"], (await carla.GetJsonAsync("/api/v1/users")).EnumerateArray().Select(user => user.Text("name")));
    }

    [Fact]
    public async Task The_token_of_somebody_who_is_erased_changes_nothing()
    {
        await using var engine = await Engine.StartAsync(server);
        using var carla = await engine.CreateClientAsync("carla", isAdmin: true);
        using var dora = await engine.CreateClientAsync("dora", isAdmin: true);
        var id = (await dora.GetJsonAsync("/api/v1/me")).Text("principal")["user:".Length..];
        await carla.CallAsync(HttpMethod.Delete, $"/api/v1/users/{id}");
        var before = await carla.GetJsonAsync("/api/v1/users");

        await dora.CallAsync(HttpMethod.Patch, $"/api/v1/users/{id}", new { role = "admin", displayName = "Dora" }, HttpStatusCode.Forbidden);
        await dora.PostJsonAsync("/api/v1/users", new { name = "eve", role = "admin" }, HttpStatusCode.Forbidden);
        await dora.PostJsonAsync("/api/v1/projects", new { name = "shop" }, HttpStatusCode.Forbidden);
        await dora.PostJsonAsync("/api/v1/me/api-keys", new { name = "laptop" }, HttpStatusCode.Forbidden);
        await dora.CallAsync(HttpMethod.Put, "/api/v1/me/secrets/github", new { value = "some-value" }, HttpStatusCode.Forbidden);

        Assert.Equal($"{before}", $"{await carla.GetJsonAsync("/api/v1/users")}");
        Assert.Empty((await carla.GetJsonAsync("/api/v1/projects")).EnumerateArray());
    }

    private static async Task<HttpStatusCode> DemoteAsync(HttpClient client, string id)
    {
        using var body = System.Net.Http.Json.JsonContent.Create(new { role = "member" });
        using var answer = await client.PatchAsync(new Uri($"/api/v1/users/{id}", UriKind.Relative), body, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
