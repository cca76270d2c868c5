using System.Net;

namespace DevFlow.McpGateway.Tests.Access;

/// <summary>The gateway may do more than its callers; with what they ask for, it does what they may.</summary>
[Collection(PlatformCollection.Name)]
public sealed class InTheCallersNameTests(SharedPlatform platform)
{
    [Fact]
    public async Task A_member_sees_the_own_accesses_whatever_is_asked_for()
    {
        using var admin = await platform.Engine.CreateClientAsync("root", isAdmin: true);
        await admin.GetJsonAsync("/api/v1/audit");
        var (root, anna) = (await platform.Engine.PrincipalAsync("root"), await platform.KeyOfAsync("anna"));
        await using var client = await platform.Gateway.ConnectAsync(anna);
        await client.AnswerAsync("list_secrets");

        var others = await client.AnswerAsync("audit_search", ("user", root));
        var all = await client.AnswerAsync("audit_search", ("limit", 200));

        var me = await platform.Engine.PrincipalAsync("anna");
        Assert.All([.. others.GetProperty("records").EnumerateArray(), .. all.GetProperty("records").EnumerateArray()], record => Assert.Equal(me, record.Text("user")));
    }

    [Fact]
    public async Task A_member_rotates_nothing_though_the_gateway_is_a_service()
    {
        await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("anna"));

        Assert.Contains("does not let you", await client.ProblemAsync("rotate_secret", ("key", "JIRA_WEBHOOK_SECRET")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_on_record_in_whose_name_it_acted()
    {
        await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("bert"));
        await client.AnswerAsync("list_secrets");

        using var admin = await platform.Engine.CreateClientAsync("root", isAdmin: true);
        var bert = await platform.Engine.PrincipalAsync("bert");
        var exchange = await UntilFoundAsync(admin, $"user={bert}&key=api:act-for:workflow-engine:service:mcp-gateway");
        var call = await UntilFoundAsync(admin, $"user={bert}&key=mcp:list_secrets");

        Assert.Equal(("workflow-engine", "hit"), (exchange.Text("service"), exchange.Text("outcome")));
        Assert.Equal(("mcp-gateway", "hit"), (call.Text("service"), call.Text("outcome")));
    }

    [Fact]
    public async Task A_key_that_is_revoked_in_the_middle_of_a_session_ends_it()
    {
        using var carol = await platform.Engine.CreateClientAsync("carol");
        var issued = await carol.PostJsonAsync("/api/v1/me/api-keys", new { name = "lost laptop" });
        await using var client = await platform.Gateway.ConnectAsync(issued.Text("key"), new() { ProtocolVersion = "2025-11-25" });
        await client.AnswerAsync("list_secrets");

        await carol.RemoveAsync($"/api/v1/me/api-keys/{issued.GetProperty("apiKey").Text("id")}");

        var fault = await Assert.ThrowsAsync<HttpRequestException>(() => client.AnswerAsync("list_secrets"));
        Assert.Equal(HttpStatusCode.Unauthorized, fault.StatusCode);
    }

    [Fact]
    public async Task A_session_belongs_to_who_opened_it()
    {
        await using var anna = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("anna"), new() { ProtocolVersion = "2025-11-25" });
        using var thief = platform.Gateway.CreateAnonymousClient();
        thief.DefaultRequestHeaders.Authorization = new("Bearer", await platform.KeyOfAsync("bert"));

        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp")
        {
            Content = new StringContent("""{ "jsonrpc": "2.0", "id": 7, "method": "tools/list" }""", System.Text.Encoding.UTF8, "application/json"),
            Headers = { { "Mcp-Session-Id", anna.SessionId }, { "Accept", "application/json, text/event-stream" } },
        };
        using var answer = await thief.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.NotNull(anna.SessionId);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    // What a service did is in the database when its file has been sent.
    private static async Task<System.Text.Json.JsonElement> UntilFoundAsync(HttpClient admin, string query)
    {
        while (true)
        {
            var page = await admin.GetJsonAsync($"/api/v1/audit?{query}");
            if (page.GetProperty("records").EnumerateArray().ToList() is [var first, ..])
                return first;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
