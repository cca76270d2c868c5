using System.Net.Http.Json;
using System.Text;
using DevFlow.Secrets;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.Audit;

/// <summary>Audit files as another service writes them, in a folder of a test's own.</summary>
internal sealed class AuditFiles : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("devflow-audit-").FullName;

    public string Folder => Path.Combine(_root, "logs", "audit");

    public static SecretAccess Access(string key, string? user = null, string outcome = "hit", SecretTier tier = SecretTier.System) => new()
    {
        Key = key,
        Tier = tier,
        Source = "1password",
        Outcome = outcome,
        User = user,
        TraceId = "0af7651916cd43dd8448eb211c80319c",
        SpanId = "b7ad6b7169203331",
    };

    public async Task WriteAsync(string service, params SecretAccess[] accesses)
    {
        await using var audit = new SecretAudit(new() { Folder = Folder, Service = service, Key = _ => new(Encoding.ASCII.GetBytes("01234567890123456789012345678901")) });
        foreach (var access in accesses)
            await audit.RecordAsync(access, TestContext.Current.CancellationToken);
    }

    public string FileOf(string service) => Assert.Single(Directory.GetFiles(Folder, $"{service}.*.jsonl"));

    /// <summary>Sends a service's file as it is.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpClient client, string service, bool start = true, int skip = 0) => PostAsync(
        client, Path.GetFileName(FileOf(service)), string.Concat(File.ReadLines(FileOf(service)).Skip(skip).Select(line => line + "\n")), start);

    public static async Task<HttpResponseMessage> PostAsync(HttpClient client, string chain, string lines, bool start = true)
    {
        using var content = new StringContent(lines, Encoding.UTF8, "application/x-ndjson");
        return await client.PostAsync(
            new Uri($"api/v1/audit/batches?chain={Uri.EscapeDataString(chain)}&start={(start ? "true" : "false")}", UriKind.Relative), content, TestContext.Current.CancellationToken);
    }

    public static async Task<AuditAppended> AnswerAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<AuditAppended>(TestContext.Current.CancellationToken))!;

    /// <summary>The lines that a database has of a file.</summary>
    public static async Task<string[]> TakenAsync(string connectionString, string file)
    {
        await using var admin = new NpgsqlConnection(connectionString);
        await admin.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(
            "SELECT r.line FROM devflow.audit_records r JOIN devflow.audit_chains c ON c.id = r.chain WHERE c.file = $1 ORDER BY c.part, r.seq", admin);
        command.Parameters.Add(new() { Value = Path.GetFileName(file) });
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var lines = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            lines.Add(reader.GetString(0));
        return [.. lines];
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
