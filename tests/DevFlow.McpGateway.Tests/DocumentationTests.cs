using System.Text.Json;
using System.Text.RegularExpressions;

namespace DevFlow.McpGateway.Tests;

/// <summary>What stands in docs/mcp.md is what works.</summary>
[Collection(PlatformCollection.Name)]
public sealed partial class DocumentationTests(SharedPlatform platform)
{
    [Fact]
    public void The_examples_for_clients_show_a_key_that_stands_in_none_of_them()
    {
        var examples = Blocks("json").Select(block => JsonElement.Parse(block)).ToList();

        Assert.Equal(3, examples.Count);
        foreach (var example in examples)
        {
            var server = (example.TryGetProperty("mcpServers", out var servers) ? servers : example.GetProperty("servers")).GetProperty("devflow");
            Assert.Equal("http://localhost:8051/mcp", server.Text("url"));
            Assert.Matches(@"^Bearer \$\{[a-zA-Z:_-]+\}$", server.GetProperty("headers").Text("Authorization"));
            if (example.TryGetProperty("inputs", out var inputs))
                Assert.Contains($"${{input:{inputs[0].Text("id")}}}", server.GetProperty("headers").Text("Authorization"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_example_of_allowed_commands_is_taken()
    {
        var path = Path.Combine(platform.Engine.Folder, "config", "agent-commands.yaml");
        await File.WriteAllTextAsync(path, Assert.Single(Blocks("yaml")), TestContext.Current.CancellationToken);
        try
        {
            await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("root", isAdmin: true));

            Assert.Contains("schema-version (Says which migration", await client.ProblemAsync("run_with_secrets", ("command", "another")), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task The_table_of_tools_names_each_of_them()
    {
        await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("anna"));

        var tools = (await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken)).Select(tool => tool.Name);

        Assert.Equal(tools.Order(StringComparer.Ordinal), Row().Matches(Document).Select(row => row.Groups["tool"].Value).Order(StringComparer.Ordinal));
    }

    private static string Document => File.ReadAllText(Path.Combine(Engine.Repository, "docs", "mcp.md"));

    private static IEnumerable<string> Blocks(string language) => Block().Matches(Document).Where(block => block.Groups["language"].Value == language).Select(block => block.Groups["text"].Value);

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();

    [GeneratedRegex(@"^\| `(?<tool>[a-z_]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
