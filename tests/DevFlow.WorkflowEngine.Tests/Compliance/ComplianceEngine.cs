using System.Net.Http.Json;
using System.Text.Json;
using DevFlow.WorkflowEngine.Tests.Audit;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.Compliance;

/// <summary>An engine with a history: a secret in the vault, one that is to be rotated every 30 days and was late once, and refused accesses.</summary>
public sealed class ComplianceEngine(EngineServer server) : IAsyncLifetime
{
    public const string Canary = "c4n4ry-of-compliance";

    private const string History = """
        INSERT INTO devflow.rotation_runs (id, secret, reason, requested_by, rotator, state, step, started_at, changed_at, ended_at)
        SELECT gen_random_uuid(), 'JWT_SECRET', 'schedule', 'engine:rotation', 'random-key', state, 'retire', now() - ago, now() - ago, now() - ago
        FROM (VALUES ('finished', interval '61 days'), ('finished', interval '30 days 18 hours'), ('finished', interval '1 day'), ('failed', interval '2 days')) AS runs (state, ago);
        INSERT INTO devflow.rotation_steps (run, number, step, started_at, ended_at) SELECT id, 1, 'finish', ended_at, ended_at FROM devflow.rotation_runs WHERE state = 'finished'
        """;

    private readonly AuditFiles _files = new();

    internal Engine Engine { get; private set; } = null!;

    internal HttpClient Admin { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Engine = await Engine.StartUnawaitedAsync(
            server, $"GITHUB_CLIENT_SECRET={Canary}",
            folder =>
            {
                var catalog = Path.Combine(folder, "config", "secrets.yaml");
                const string Before = "jwt_secret: \"op://DevFlow/Security/jwt_secret\"";
                Assert.Contains(Before, File.ReadAllText(catalog), StringComparison.Ordinal);
                File.WriteAllText(catalog, File.ReadAllText(catalog).Replace(Before, "jwt_secret: { ref: \"op://DevFlow/Security/jwt_secret\", rotate: 30d }", StringComparison.Ordinal));
            });
        await Engine.HealthyAsync();
        Admin = await Engine.CreateClientAsync("admin", isAdmin: true);
        (await Admin.PutAsJsonAsync("/api/v1/me/secrets/token", new { value = Canary }, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        await ExecuteAsync(History);
        await _files.WriteAsync("mcp-gateway", AuditFiles.Access("JWT_SECRET"), AuditFiles.Access("QDRANT_API_KEY", outcome: "denied"));
        using var gateway = await Engine.CreateServiceClientAsync("mcp-gateway");
        using var sent = await _files.SendAsync(gateway, "mcp-gateway");
        sent.EnsureSuccessStatusCode();
    }

    /// <summary>As the superuser.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var admin = new NpgsqlConnection(Engine.AdminConnectionString);
        await admin.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, admin);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public Task<JsonElement> ReportAsync(string framework) => Admin.GetJsonAsync($"/api/v1/compliance/{framework}");

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        _files.Dispose();
        await Engine.DisposeAsync();
    }
}
