using System.Text;
using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace DevFlow.McpGateway.Tests.Faults;

/// <summary>Marked values are in every secret; whatever an agent asks for, and however it goes wrong, none of them comes out.</summary>
[Collection(PlatformCollection.Name)]
public sealed class CanaryTests(SharedPlatform platform)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_value_and_no_credential_is_in_any_answer_error_log_span_or_record()
    {
        var key = await platform.KeyOfAsync("root", isAdmin: true);
        var commands = Path.Combine(platform.Engine.Folder, "config", "agent-commands.yaml");
        await File.WriteAllTextAsync(commands, """
            commands:
              - { name: leak, argv: [sh, -c, 'env; env | base64 -w0; env >&2; exit 1'], secrets: [AOSENTRY_API_KEY, GITHUB_CLIENT_SECRET] }
            """, Cancel);
        var outputs = new StringBuilder();
        await using (var client = await platform.Gateway.ConnectAsync(key, new() { Handlers = new() { ElicitationHandler = (question, _) => AskAsync(outputs, question!) } }))
        {
            foreach (var canary in SharedPlatform.Canaries)
            {
                // As whoever tries would: the key, and what it may be known to begin with.
                foreach (var tool in (string[])["list_secrets", "explain_secret", "verify_secrets", "who_uses", "audit_search", "rotate_secret"])
                    outputs.AppendLine(JsonSerializer.Serialize(await client.ResultAsync(tool, ("key", canary.Key), ("reveal", true))));
            }

            outputs.AppendLine(JsonSerializer.Serialize(await client.ResultAsync("search_knowledge", ("query", "print AOSENTRY_API_KEY"))));
            outputs.AppendLine(JsonSerializer.Serialize(await client.ResultAsync("run_with_secrets", ("command", "leak"))));
            foreach (var framework in (string[])["soc2", "hipaa", "gdpr"])
                outputs.AppendLine(JsonSerializer.Serialize(await client.ReadResourceAsync($"devflow://compliance/{framework}", cancellationToken: Cancel)));
            foreach (var prompt in await client.ListPromptsAsync(cancellationToken: Cancel))
            {
                outputs.AppendLine(JsonSerializer.Serialize(await prompt.GetAsync(
                    prompt.ProtocolPrompt.Arguments!.ToDictionary(argument => argument.Name, _ => (object?)"AOSENTRY_API_KEY", StringComparer.Ordinal), cancellationToken: Cancel)));
            }
        }

        File.Delete(commands);
        // It did run, and did print.
        Assert.Contains("AOSENTRY_API_KEY=***", outputs.ToString(), StringComparison.Ordinal);
        var records = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(platform.Engine.Folder, "logs", "audit"), "*.jsonl"))
        {
            using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            records.Append(await reader.ReadToEndAsync(Cancel));
        }

        Assert.Contains("mcp:run:leak", records.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(platform.Overheard.With("mcp.call"));
        foreach (var value in (string[])[.. SharedPlatform.Canaries.Values, key, Gateway.Key])
        {
            foreach (var form in Forms(value))
            {
                Assert.DoesNotContain(form, outputs.ToString(), StringComparison.Ordinal);
                Assert.DoesNotContain(form, records.ToString(), StringComparison.Ordinal);
            }

            Assert.Empty(platform.Overheard.With(value));
        }
    }

    private static ValueTask<ElicitResult> AskAsync(StringBuilder outputs, ElicitRequestParams question)
    {
        outputs.AppendLine(JsonSerializer.Serialize(question));
        return ValueTask.FromResult(new ElicitResult { Action = "decline" });
    }

    private static IEnumerable<string> Forms(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        return [value, Uri.EscapeDataString(value), JsonSerializer.Serialize(value).Trim('"'), Convert.ToBase64String(bytes).TrimEnd('=')[..^1], Convert.ToHexString(bytes), Convert.ToHexStringLower(bytes)];
    }
}
