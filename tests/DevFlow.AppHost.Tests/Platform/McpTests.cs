using System.Net;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace DevFlow.AppHost.Tests;

[Collection(PlatformCollection.Name)]
public sealed class McpTests(RunningPlatform platform)
{
    [Fact]
    public async Task Who_shows_nothing_finds_nothing()
    {
        var fault = await Assert.ThrowsAsync<HttpRequestException>(() => ConnectAsync([]));

        Assert.Equal(HttpStatusCode.Unauthorized, fault.StatusCode);
    }

    [Fact]
    public async Task A_client_finds_the_tools()
    {
        await using var client = await ConnectAsync();

        var tools = await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Contains("rotate_secret", tools.Select(tool => tool.Name));
    }

    [Fact]
    public async Task List_secrets_names_every_key_and_its_source()
    {
        await using var client = await ConnectAsync();

        var text = await CallAsync(client, "list_secrets");

        Assert.Contains("AOSENTRY_API_KEY", text, StringComparison.Ordinal);
        Assert.Contains("apphost", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_secret_says_which_source_wins()
    {
        await using var client = await ConnectAsync();

        var text = await CallAsync(client, "explain_secret", ("key", "JWT_SECRET"));

        Assert.Contains("\"winner\":\".env\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_secret_of_an_unknown_key_is_an_error_that_names_it()
    {
        await using var client = await ConnectAsync();

        var result = await client.CallToolAsync(
            "explain_secret", new Dictionary<string, object?>(StringComparer.Ordinal) { ["key"] = "NO_SUCH_KEY" }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(result.IsError);
        Assert.Contains("NO_SUCH_KEY", TextOf(result), StringComparison.Ordinal);
    }

    /// <summary>What a client of MCP shows.</summary>
    internal static Dictionary<string, string> Showing(string key) => new(StringComparer.Ordinal) { ["Authorization"] = $"Bearer {key}" };

    private async Task<McpClient> ConnectAsync() => await ConnectAsync(Showing(await platform.App.ApiKeyAsync()));

    private Task<McpClient> ConnectAsync(Dictionary<string, string> headers) => McpClient.CreateAsync(
        new HttpClientTransport(new() { Endpoint = new(platform.App.GetEndpoint("mcp-gateway"), "/mcp"), TransportMode = HttpTransportMode.StreamableHttp, AdditionalHeaders = headers }),
        cancellationToken: TestContext.Current.CancellationToken);

    private static async Task<string> CallAsync(McpClient client, string tool, params (string Name, object? Value)[] arguments)
    {
        var result = await client.CallToolAsync(
            tool, arguments.ToDictionary(a => a.Name, a => a.Value, StringComparer.Ordinal), cancellationToken: TestContext.Current.CancellationToken);
        Assert.NotEqual(true, result.IsError);
        return TextOf(result);
    }

    private static string TextOf(CallToolResult result) => string.Concat(result.Content.OfType<TextContentBlock>().Select(block => block.Text));
}
