using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace DevFlow.WorkflowEngine.Tests.Access;

/// <summary>How services and programs of people sign in, over HTTP.</summary>
public sealed class SignInTests(AccessEngine shared) : IClassFixture<AccessEngine>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_signs_in_with_the_credential_that_the_app_host_gave_it()
    {
        using var client = shared.Engine.CreateAnonymousClient();

        var answer = await client.PostJsonAsync("/api/v1/tokens", new { grant = "service", service = "mcp-gateway", key = AccessEngine.GatewayKey });

        Assert.Equal("Bearer", answer.Text("tokenType"));
        Assert.Equal(900, answer.GetProperty("expiresIn").GetInt32());
        Assert.Equal("service:mcp-gateway", (await shared.As(answer.Text("token")).GetJsonAsync("/api/v1/me")).Text("principal"));
    }

    [Theory]
    [InlineData("mcp-gateway", "another-key")]
    [InlineData("mcp-gateway", AccessEngine.GatewayKey + " ")]
    [InlineData("MCP-Gateway", AccessEngine.GatewayKey)]
    [InlineData("knowledge-hub", AccessEngine.GatewayKey)]
    [InlineData("local-ui", AccessEngine.GatewayKey)]
    [InlineData("workflow-engine", AccessEngine.GatewayKey)]
    [InlineData("mcp_gateway", AccessEngine.GatewayKey)]
    [InlineData("'; DROP TABLE devflow.users; --", AccessEngine.GatewayKey)]
    public async Task A_service_that_shows_another_credential_is_denied(string service, string key)
    {
        using var client = shared.Engine.CreateAnonymousClient();

        await client.PostJsonAsync("/api/v1/tokens", new { grant = "service", service, key }, HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("""{"grant":"password"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{}""", HttpStatusCode.BadRequest)]
    [InlineData("""null""", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("""{"grant":""", HttpStatusCode.BadRequest)]
    [InlineData("""{"grant":7}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"grant":"service"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"grant":"service","service":"mcp-gateway"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"grant":"api-key"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"grant":"code"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"grant":"session"}""", HttpStatusCode.Unauthorized)]
    [InlineData("""{"grant":"service","service":"mcp-gateway","key":"gateway-key-0123456789","audience":"everybody"}""", HttpStatusCode.BadRequest)]
    public async Task What_asks_for_no_token_is_told_what_is_wrong(string body, HttpStatusCode status)
    {
        using var client = shared.Engine.CreateAnonymousClient();

        using var answer = await client.PostAsync(new Uri("/api/v1/tokens", UriKind.Relative), new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Cancel);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty((await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).Text("detail"));
    }

    [Fact]
    public async Task A_form_signs_nobody_in_and_a_body_that_is_too_large_is_not_read()
    {
        using var client = shared.Engine.CreateAnonymousClient();

        using var anna = await shared.Engine.CreateClientAsync("anna");
        using var form = await anna.PostAsync(new Uri("/api/v1/tokens", UriKind.Relative), new FormUrlEncodedContent([new("grant", "session")]), Cancel);
        using var large = await client.PostAsync(
            new Uri("/api/v1/tokens", UriKind.Relative), JsonContent.Create(new { grant = "api-key", key = new string('k', 1_600_000) }), Cancel);
        using var megabyte = await client.PostAsync(
            new Uri("/api/v1/tokens", UriKind.Relative), JsonContent.Create(new { grant = "api-key", key = "dfk_" + new string('k', 1_000_000) }), Cancel);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, form.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, megabyte.StatusCode);
    }

    [Fact]
    public async Task A_key_is_shown_once_works_directly_and_for_a_token_and_stops_at_once_when_it_is_revoked()
    {
        using var anna = await shared.Engine.CreateClientAsync("key-owner");
        var issued = await anna.PostJsonAsync("/api/v1/me/api-keys", new { name = "laptop" });
        var key = issued.Text("key");
        Assert.Matches("^dfk_[A-Za-z0-9_-]{43}$", key);

        using var program = shared.As(key);
        Assert.Equal("key-owner", (await program.GetJsonAsync("/api/v1/me")).Text("name"));
        var token = (await program.PostJsonAsync("/api/v1/tokens", new { grant = "api-key", key })).Text("token");
        Assert.Equal("key-owner", (await shared.As(token).GetJsonAsync("/api/v1/me")).Text("name"));

        var listed = Assert.Single((await anna.GetJsonAsync("/api/v1/me/api-keys")).EnumerateArray());
        Assert.Equal(key[..12], listed.Text("prefix"));
        Assert.NotEqual(JsonValueKind.Null, listed.GetProperty("lastUsedAt").ValueKind);
        Assert.DoesNotContain(key[12..], $"{listed}", StringComparison.Ordinal);

        await anna.RemoveAsync($"/api/v1/me/api-keys/{listed.Text("id")}");
        await program.GetJsonAsync("/api/v1/me", HttpStatusCode.Unauthorized);
        await program.PostJsonAsync("/api/v1/tokens", new { grant = "api-key", key }, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_key_is_its_owners_and_an_administrators_to_revoke_and_nobody_elses()
    {
        using var anna = await shared.Engine.CreateClientAsync("revoked-owner");
        using var ben = await shared.Engine.CreateClientAsync("ben");
        using var admin = await shared.Engine.CreateClientAsync("carla", isAdmin: true);
        var issued = await anna.PostJsonAsync("/api/v1/me/api-keys", new { name = "laptop" });
        var (id, owner) = (issued.GetProperty("apiKey").Text("id"), (await anna.GetJsonAsync("/api/v1/me")).Text("principal")["user:".Length..]);

        await ben.RemoveAsync($"/api/v1/me/api-keys/{id}", HttpStatusCode.NotFound);
        await ben.GetJsonAsync($"/api/v1/users/{owner}/api-keys", HttpStatusCode.Forbidden);
        await ben.RemoveAsync($"/api/v1/users/{owner}/api-keys/{id}", HttpStatusCode.Forbidden);
        Assert.Empty((await ben.GetJsonAsync("/api/v1/me/api-keys")).EnumerateArray());
        await shared.As(issued.Text("key")).GetJsonAsync("/api/v1/me");

        Assert.Equal(id, Assert.Single((await admin.GetJsonAsync($"/api/v1/users/{owner}/api-keys")).EnumerateArray()).Text("id"));
        await admin.RemoveAsync($"/api/v1/users/{owner}/api-keys/{id}");
        await shared.As(issued.Text("key")).GetJsonAsync("/api/v1/me", HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("\u0007bell")]
    [InlineData("right\u202Eleft")]
    public async Task A_key_needs_a_name_that_can_be_read(string? name)
    {
        using var anna = await shared.Engine.CreateClientAsync("anna");

        await anna.PostJsonAsync("/api/v1/me/api-keys", new { name }, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_service_learns_whose_token_it_was_shown_when_it_is_for_that_service()
    {
        using var anna = await shared.Engine.CreateClientAsync("anna");
        var key = (await anna.PostJsonAsync("/api/v1/me/api-keys", new { name = "laptop" })).Text("key");
        var principal = (await anna.GetJsonAsync("/api/v1/me")).Text("principal");
        using var gateway = await shared.Engine.CreateServiceClientAsync("mcp-gateway");
        var forGateway = (await anna.PostJsonAsync("/api/v1/tokens", new { grant = "api-key", key, audience = "mcp-gateway" })).Text("token");
        var forEngine = (await anna.PostJsonAsync("/api/v1/tokens", new { grant = "api-key", key })).Text("token");

        var known = await gateway.PostJsonAsync("/api/v1/tokens/introspect", new { token = forGateway, audience = "workflow-engine" });
        Assert.True(known.GetProperty("active").GetBoolean());
        Assert.Equal((principal, "member"), (known.Text("sub"), known.Text("role")));
        Assert.True(known.GetProperty("exp").GetInt64() > DateTimeOffset.UnixEpoch.ToUnixTimeSeconds());
        var ofKey = await gateway.PostJsonAsync("/api/v1/tokens/introspect", new { token = key });
        Assert.Equal((principal, JsonValueKind.Null), (ofKey.Text("sub"), ofKey.GetProperty("exp").ValueKind));
        foreach (var token in (string[])[forEngine, "", "nonsense", "dfk_nonsense"])
            Assert.False((await gateway.PostJsonAsync("/api/v1/tokens/introspect", new { token, audience = "workflow-engine" })).GetProperty("active").GetBoolean());
    }

    [Fact]
    public async Task A_person_learns_of_the_own_token_and_of_no_other()
    {
        using var anna = await shared.Engine.CreateClientAsync("anna");
        using var ben = await shared.Engine.CreateClientAsync("ben");
        using var nobody = shared.Engine.CreateAnonymousClient();
        var token = anna.DefaultRequestHeaders.Authorization!.Parameter;

        Assert.True((await anna.PostJsonAsync("/api/v1/tokens/introspect", new { token })).GetProperty("active").GetBoolean());
        Assert.False((await ben.PostJsonAsync("/api/v1/tokens/introspect", new { token })).GetProperty("active").GetBoolean());
        await nobody.PostJsonAsync("/api/v1/tokens/introspect", new { token }, HttpStatusCode.Unauthorized);
    }
}
