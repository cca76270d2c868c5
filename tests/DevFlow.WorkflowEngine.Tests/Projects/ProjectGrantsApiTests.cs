using System.Net;
using System.Text.Json;

namespace DevFlow.WorkflowEngine.Tests.Projects;

/// <summary>Grants over HTTP.</summary>
public sealed class ProjectGrantsApiTests(EngineServer server)
{
    private const string Grants = "/api/v1/projects/shop/grants";
    private const string Secret = "/api/v1/projects/shop/staging/secrets/STRIPE_API_KEY";

    [Fact]
    public async Task An_admin_grants_lists_and_takes_back_and_whoever_is_granted_reads_meanwhile()
    {
        await using var engine = await Engine.StartAsync(server);
        using var anna = await engine.CreateClientAsync("anna");
        using var ben = await engine.CreateClientAsync("ben");
        using var gateway = await engine.CreateServiceClientAsync("mcp-gateway");
        await anna.PostJsonAsync("/api/v1/projects", new { name = "shop" }, HttpStatusCode.Created);
        await anna.CallAsync(HttpMethod.Put, Secret, new { value = "c4n4ry-of-a-grant" });
        await ben.GetJsonAsync(Secret, HttpStatusCode.NotFound);
        await ben.PostJsonAsync(Grants, new { to = "ben", environment = "staging", ttlSeconds = 60 }, HttpStatusCode.NotFound);
        foreach (var body in (object[])[new { }, new { to = "ben" }, new { to = "ben", environment = "staging" }, new { to = "ben", environment = "staging", access = "all", ttlSeconds = 60 }, new { to = "ben", environment = "staging", ttlSeconds = 0 }])
            await anna.PostJsonAsync(Grants, body, HttpStatusCode.BadRequest);

        var toBen = await anna.PostJsonAsync(Grants, new { to = "ben", environment = "staging", key = "STRIPE_API_KEY", ttlSeconds = 60 }, HttpStatusCode.Created);
        var toGateway = await anna.PostJsonAsync(Grants, new { to = "service:mcp-gateway", environment = "staging", access = "write", ttlSeconds = 60 }, HttpStatusCode.Created);

        Assert.Equal("c4n4ry-of-a-grant", (await ben.GetJsonAsync(Secret)).Text("value"));
        await ben.CallAsync(HttpMethod.Put, Secret, new { value = "bens" }, HttpStatusCode.Forbidden);
        await ben.PostJsonAsync(Grants, new { to = "service:friend", environment = "staging", ttlSeconds = 60 }, HttpStatusCode.Forbidden);
        Assert.Equal(2, (await gateway.CallAsync(HttpMethod.Put, Secret, new { value = "of-the-gateway" })).GetProperty("version").GetInt32());
        Assert.Equal([toBen.Text("id"), toGateway.Text("id")], Ids(await anna.GetJsonAsync(Grants)).Order());
        Assert.Equal([toBen.Text("id")], Ids(await ben.GetJsonAsync(Grants)));
        Assert.Contains((await ben.GetJsonAsync("/api/v1/projects")).EnumerateArray(), project => project.Text("name") == "shop");

        await gateway.RemoveAsync($"{Grants}/{toBen.Text("id")}", HttpStatusCode.NotFound);
        await anna.RemoveAsync($"{Grants}/{toBen.Text("id")}");
        await anna.RemoveAsync($"{Grants}/{toBen.Text("id")}", HttpStatusCode.NotFound);
        await ben.GetJsonAsync(Secret, HttpStatusCode.NotFound);
        await gateway.RemoveAsync($"{Grants}/{toGateway.Text("id")}");
        await gateway.GetJsonAsync(Secret, HttpStatusCode.NotFound);
    }

    private static IEnumerable<string> Ids(JsonElement grants) => grants.EnumerateArray().Select(grant => grant.Text("id"));
}
