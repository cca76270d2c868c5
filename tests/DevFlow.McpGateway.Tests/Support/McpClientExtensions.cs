using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace DevFlow.McpGateway.Tests.Support;

/// <summary>Calls of tools in one line.</summary>
internal static class McpClientExtensions
{
    /// <summary>What a tool answers, which has to be an answer.</summary>
    public static async Task<JsonElement> AnswerAsync(this McpClient client, string tool, params (string Name, object? Value)[] arguments)
    {
        var result = await client.ResultAsync(tool, arguments);
        Assert.False(result.IsError is true, result.Text());
        return result.StructuredContent!.Value;
    }

    /// <summary>What a tool says is wrong.</summary>
    public static async Task<string> ProblemAsync(this McpClient client, string tool, params (string Name, object? Value)[] arguments)
    {
        var result = await client.ResultAsync(tool, arguments);
        Assert.True(result.IsError is true, result.Text());
        return result.Text();
    }

    public static ValueTask<CallToolResult> ResultAsync(this McpClient client, string tool, params (string Name, object? Value)[] arguments) => client.CallToolAsync(
        tool, arguments.ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal), cancellationToken: TestContext.Current.CancellationToken);

    public static string Text(this CallToolResult result) => string.Concat(result.Content.OfType<TextContentBlock>().Select(block => block.Text));
}
