using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace DevFlow.McpGateway.Tests.Access;

[Collection(PlatformCollection.Name)]
public sealed class SignedInTests(SharedPlatform platform)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_shows_nothing_is_told_what_to_show_and_where_that_is_described()
    {
        using var client = platform.Gateway.CreateAnonymousClient();

        using var answer = await CallAsync(client);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Contains("Authorization: Bearer", problem.Text("detail"), StringComparison.Ordinal);
        var challenge = answer.Headers.WwwAuthenticate.ToString();
        Assert.Contains("Bearer", challenge, StringComparison.Ordinal);
        var metadata = challenge.Split('"').Single(part => part.Contains("/.well-known/oauth-protected-resource", StringComparison.Ordinal));
        var document = await client.GetFromJsonAsync<JsonElement>(new Uri(metadata), Cancel);
        Assert.Equal(new Uri(platform.Gateway.Address, "/mcp"), new Uri(document.Text("resource")));
        Assert.Equal("header", document.GetProperty("bearer_methods_supported")[0].GetString());
    }

    [Theory]
    [InlineData("Bearer dfk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Bearer eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiJ1c2VyOmFubmEiLCJyb2xlIjoiYWRtaW4ifQ.")]
    [InlineData("Basic YW5uYTpwYXNzd29yZA==")]
    public async Task What_does_not_count_is_refused(string header)
    {
        using var client = platform.Gateway.CreateAnonymousClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);

        using var answer = await CallAsync(client);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("invalid_token", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"mcp:sign-in\"", await platform.RecordsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_for_this_gateway_counts_and_one_for_another_service_does_not()
    {
        var key = await platform.KeyOfAsync("anna");
        await using var client = await platform.Gateway.ConnectAsync(await TokenAsync(key, "mcp-gateway"));
        Assert.NotEmpty(await client.ListToolsAsync(cancellationToken: Cancel));
        Assert.Equal("local", (await client.AnswerAsync("list_secrets")).Text("mode"));

        using var other = platform.Gateway.CreateAnonymousClient();
        other.DefaultRequestHeaders.Authorization = new("Bearer", await TokenAsync(key, "workflow-engine"));
        using var answer = await CallAsync(other);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_key_that_was_issued_for_agents_works_here_and_opens_nothing_at_the_engine()
    {
        using var anna = await platform.Engine.CreateClientAsync("anna");
        var key = (await anna.PostJsonAsync("/api/v1/me/api-keys", new { name = "agent", audience = "mcp-gateway" })).Text("key");
        await using var client = await platform.Gateway.ConnectAsync(key);

        Assert.Equal("local", (await client.AnswerAsync("list_secrets")).Text("mode"));

        using var shell = platform.Engine.CreateAnonymousClient();
        shell.DefaultRequestHeaders.Authorization = new("Bearer", key);
        await shell.GetJsonAsync("/api/v1/me/secrets", HttpStatusCode.Unauthorized);
        await shell.PostJsonAsync("/api/v1/tokens", new { grant = "api-key", key }, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Nothing_but_its_health_and_its_metadata_is_open()
    {
        using var client = platform.Gateway.CreateAnonymousClient();

        foreach (var path in (string[])["/mcp", "/mcp/sse", "/mcp/message"])
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
            Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.NotFound, $"{path}: {answer.StatusCode}");
        }

        using var health = await client.GetAsync(new Uri("/alive", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    private async Task<string> TokenAsync(string key, string audience)
    {
        using var client = platform.Engine.CreateAnonymousClient();
        return (await client.PostJsonAsync("/api/v1/tokens", new { grant = "api-key", key, audience })).Text("token");
    }

    private static Task<HttpResponseMessage> CallAsync(HttpClient client) =>
        client.PostAsJsonAsync(new Uri("/mcp", UriKind.Relative), new { jsonrpc = "2.0", id = 1, method = "tools/list" }, Cancel);
}
