using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.Webhooks;

/// <summary>An engine that three senders know, and what they do.</summary>
public sealed class WebhookEngine(EngineServer server) : IAsyncLifetime
{
    public const string Secret = "c4n4ry/webhook+secret=0123456789";

    internal Engine Engine { get; private set; } = null!;

    internal HttpClient Admin { get; private set; } = null!;

    internal EngineServer Server => server;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Engine = await Engine.StartAsync(server, $"""
            GITHUB_WEBHOOK_SECRET={Secret}
            JIRA_WEBHOOK_SECRET={Secret}-jira
            CONFLUENCE_WEBHOOK_SECRET={Secret}-confluence
            """);
        Admin = await Engine.CreateClientAsync("webhook-admin", isAdmin: true);
    }

    /// <summary>As a sender signs it.</summary>
    internal static string Sign(string body, string secret = Secret) => $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)))}";

    internal static (string, string)[] GitHub(string body, string id, string type = "push", string secret = Secret) =>
        [("X-GitHub-Event", type), ("X-GitHub-Delivery", id), ("X-Hub-Signature-256", Sign(body, secret))];

    internal static (string, string)[] Jira(string body, string? id = null)
    {
        (string, string)[] signed = [("X-Hub-Signature", Sign(body, $"{Secret}-jira"))];
        return id is null ? signed : [.. signed, ("X-Atlassian-Webhook-Identifier", id)];
    }

    /// <summary>A body that nobody has sent before.</summary>
    internal static string Body(string member = "") => $$"""{"unique":"{{Guid.NewGuid()}}"{{member}}}""";

    /// <summary>Sends it, and gives the status and what was answered.</summary>
    internal Task<(HttpStatusCode Status, JsonElement Answer)> SendAsync(string sender, string body, (string Name, string Value)[] headers, string type = "application/json") =>
        SendAsync(Engine, sender, body, headers, type);

    internal static async Task<(HttpStatusCode Status, JsonElement Answer)> SendAsync(
        Engine engine, string sender, string body, (string Name, string Value)[] headers, string type = "application/json")
    {
        using var client = engine.CreateAnonymousClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/webhooks/{sender}", UriKind.Relative)) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new(type);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await client.SendAsync(request, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        return (answer.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }

    /// <summary>Sends it, and it has to be taken; gives the event.</summary>
    internal async Task<JsonElement> TakeAsync(string sender, string body, (string Name, string Value)[] headers)
    {
        var (status, answer) = await SendAsync(sender, body, headers);
        Assert.True(status is HttpStatusCode.OK, $"{answer}");
        Assert.Equal("taken", answer.Text("outcome"));
        return (await Admin.GetJsonAsync("/api/v1/events?limit=1")).GetProperty("events")[0];
    }

    internal async Task<long> CountAsync() => (long)(await ScalarAsync("SELECT count(*) FROM devflow.workflow_events"))!;

    internal async Task<object?> ScalarAsync(string sql)
    {
        await using var admin = new NpgsqlConnection(Engine.AdminConnectionString);
        await admin.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, admin);
        return await command.ExecuteScalarAsync(Cancel);
    }

    /// <summary>What was refused so far, as the audit has it.</summary>
    internal List<string> Refusals() => [.. AuditLines().Where(line => line.Text("outcome") is "denied").Select(line => line.Text("key"))];

    internal IEnumerable<JsonElement> AuditLines() => Directory.GetFiles(Path.Combine(Engine.Folder, "logs", "audit"), "workflow-engine.*.jsonl")
        .SelectMany(ReadShared).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).Where(line => line.TryGetProperty("outcome", out _));

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        await Engine.DisposeAsync();
    }

    private static List<string> ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        // The last line may be half written.
        return [.. reader.ReadToEnd().Split('\n')[..^1]];
    }
}
