using System.Net;
using System.Text.Json;

namespace DevFlow.WorkflowEngine.Tests.Dependencies;

/// <summary>Who uses which secret, by the catalog and by the audit, at a real engine.</summary>
public sealed class DependenciesApiTests(DependencyEngine shared) : IClassFixture<DependencyEngine>
{
    [Fact]
    public async Task What_is_declared_what_was_read_and_what_is_one_alone_are_told_apart()
    {
        var jwt = await shared.Anna.GetJsonAsync("/api/v1/dependencies/JWT_SECRET");
        var qdrant = await shared.Anna.GetJsonAsync("/api/v1/dependencies/QDRANT_API_KEY");
        var jira = await shared.Anna.GetJsonAsync("/api/v1/dependencies/JIRA_WEBHOOK_SECRET");

        Assert.Equal("undeclared", StateOf(jwt, "mcp-gateway"));
        Assert.Equal(2, ServiceOf(jwt, "mcp-gateway").GetProperty("reads").GetInt64());
        Assert.Equal("security.jwt_secret", jwt.Text("path"));
        // Refused, or without an answer, is no use of it.
        Assert.Equal(["knowledge-hub"], qdrant.GetProperty("services").EnumerateArray().Select(service => service.Text("service")));
        Assert.Equal("used", StateOf(qdrant, "knowledge-hub"));
        Assert.Equal("never-read", StateOf(jira, "workflow-engine"));
    }

    [Fact]
    public async Task A_batch_that_is_sent_again_is_counted_once()
    {
        await shared.SendAsync("mcp-gateway");

        Assert.Equal(2, ServiceOf(await shared.Anna.GetJsonAsync("/api/v1/dependencies/JWT_SECRET"), "mcp-gateway").GetProperty("reads").GetInt64());
    }

    [Fact]
    public async Task A_service_has_a_list_of_its_own_and_what_projects_use_is_for_who_administers()
    {
        var all = await shared.Admin.GetJsonAsync("/api/v1/dependencies?service=mcp-gateway");
        var some = await shared.Anna.GetJsonAsync("/api/v1/dependencies?service=mcp-gateway");

        Assert.Equal(["DEVFLOW_API_KEY", "JWT_SECRET", "UNKNOWN_KEY", "project/shop/staging/STRIPE"], KeysOf(all).Order(StringComparer.Ordinal));
        Assert.Equal(["DEVFLOW_API_KEY", "JWT_SECRET", "UNKNOWN_KEY"], KeysOf(some).Order(StringComparer.Ordinal));
        Assert.NotEqual(JsonValueKind.Null, all.GetProperty("observedSince").ValueKind);
        Assert.Equal("project", (await shared.Admin.GetJsonAsync("/api/v1/dependencies/project/shop/staging/STRIPE")).Text("tier"));
        await shared.Anna.GetJsonAsync("/api/v1/dependencies/project/shop/staging/STRIPE", HttpStatusCode.NotFound);
        await shared.Anna.GetJsonAsync("/api/v1/dependencies/NO_SUCH_KEY", HttpStatusCode.NotFound);
        using var nobody = shared.Engine.CreateAnonymousClient();
        await nobody.GetJsonAsync("/api/v1/dependencies", HttpStatusCode.Unauthorized);
    }

    private static IEnumerable<string> KeysOf(JsonElement document) => document.GetProperty("secrets").EnumerateArray().Select(secret => secret.Text("key"));

    private static string StateOf(JsonElement secret, string service) => ServiceOf(secret, service).Text("state");

    private static JsonElement ServiceOf(JsonElement secret, string service) =>
        Assert.Single(secret.GetProperty("services").EnumerateArray(), of => of.Text("service") == service);
}
