using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace DevFlow.McpGateway.Tests;

/// <summary>A session of the official client, as it stands in docs/mcp.md: what it calls, what a person is asked, and what comes back.</summary>
[Collection(PlatformCollection.Name)]
public sealed partial class SessionTests(SharedPlatform platform)
{
    private static readonly JsonSerializerOptions _readable = new(JsonSerializerOptions.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_of_the_official_client_goes_as_it_is_documented()
    {
        var said = new StringBuilder();
        var commands = Path.Combine(platform.Engine.Folder, "config", "agent-commands.yaml");
        await File.WriteAllTextAsync(commands, """
            commands:
              - { name: greet, description: Says what it was given, argv: [sh, -c, 'echo "my key is $AOSENTRY_API_KEY"'], secrets: [AOSENTRY_API_KEY] }
            """, Cancel);
        try
        {
            await using var client = await platform.Gateway.ConnectAsync(
                await platform.KeyOfAsync("root", isAdmin: true), new() { Handlers = new() { ElicitationHandler = (question, _) => DeclineAsync(said, question!) } });
            said.AppendLine($"{client.ServerInfo!.Title} {client.ServerInfo.Version}, MCP {client.NegotiatedProtocolVersion}");
            await CallAsync(said, client, "explain_secret", ("key", "JWT_SECRET"));
            await CallAsync(said, client, "explain_secret", ("key", "NO_SUCH_KEY"));
            await CallAsync(said, client, "rotate_secret", ("key", "CONFLUENCE_WEBHOOK_SECRET"));
            await CallAsync(said, client, "run_with_secrets", ("command", "greet"));
            await CallAsync(said, client, "run_with_secrets", ("command", "rm -rf /"));
        }
        finally
        {
            File.Delete(commands);
        }

        var transcript = Folder().Replace(said.ToString(), "…/").Replace("\r", "", StringComparison.Ordinal);
        Assert.True(Documented() == transcript, $"docs/mcp.md tells of another session; this is how it went:\n{transcript}");
    }

    private static async Task CallAsync(StringBuilder said, McpClient client, string tool, params (string Name, object? Value)[] arguments)
    {
        said.AppendLine().AppendLine($"-> {tool} {JsonSerializer.Serialize(arguments.ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal), _readable)}");
        var result = await client.ResultAsync(tool, arguments);
        said.AppendLine(result.IsError is true ? $"<- error: {result.Text()}" : $"<- {JsonSerializer.Serialize(result.StructuredContent, _readable)}");
    }

    private static ValueTask<ElicitResult> DeclineAsync(StringBuilder said, ElicitRequestParams question)
    {
        said.AppendLine($"   a person is asked: {question.Message}").AppendLine("   and says no");
        return ValueTask.FromResult(new ElicitResult { Action = "decline" });
    }

    private static string Documented()
    {
        var page = File.ReadAllText(Path.Combine(Engine.Repository, "docs", "mcp.md"));
        return Transcript().Match(page).Groups["text"].Value;
    }

    [GeneratedRegex("^## A session$.*?^```text\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Transcript();

    [GeneratedRegex("/[^ \"]*/devflow-engine-[^/ \"]+/", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Folder();
}
