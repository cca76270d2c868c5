using System.Net.Http.Json;
using DevFlow.Secrets;

namespace DevFlow.WorkflowEngine.Tests.Http;

/// <summary>Projects by the API: for people, for services, and as a store that the command line moves secrets to.</summary>
public sealed class HttpProjectSecretsTests(EngineServer server) : IAsyncLifetime
{
    private Engine _engine = null!;
    private HttpClient _anna = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _engine = await Engine.StartAsync(server);
        _anna = await _engine.CreateClientAsync("anna");
        using var made = await _anna.PostAsJsonAsync(new Uri("/api/v1/projects", UriKind.Relative), new { name = "web" }, Cancel);
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync(Cancel));
    }

    public async ValueTask DisposeAsync()
    {
        _anna.Dispose();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task A_secret_is_written_read_listed_and_deleted_in_its_environment_alone()
    {
        var projects = new HttpProjectSecrets(_anna);

        await projects.WriteAsync("web", "staging", "STRIPE_API_KEY", HttpUserSecretsTests.Value("sk-staging"), expectedVersion: 0, Cancel);

        var read = await projects.TryReadAsync("web", "staging", "STRIPE_API_KEY", Cancel);
        Assert.Equal(("sk-staging", SecretSourceNames.Vault, 1), (read!.Reveal(), read.Source, read.Version));
        Assert.Null(await projects.TryReadAsync("web", "production", "STRIPE_API_KEY", Cancel));
        Assert.Equal(["STRIPE_API_KEY"], (await projects.ListAsync("web", "staging", Cancel)).Select(secret => secret.Key));
        Assert.Single(await projects.VersionsAsync("web", "staging", "STRIPE_API_KEY", Cancel));
        await projects.WriteAsync("web", "staging", "STRIPE_API_KEY", HttpUserSecretsTests.Value("sk-other"), expectedVersion: 1, Cancel);
        Assert.Equal(VaultError.Conflict, (await HttpUserSecretsTests.ErrorOf(() => projects.RestoreAsync("web", "staging", "STRIPE_API_KEY", 1, expectedVersion: 5, Cancel))).Error);
        Assert.Equal(3, (await projects.RestoreAsync("web", "staging", "STRIPE_API_KEY", 1, expectedVersion: null, Cancel)).Version);
        Assert.Equal("sk-staging", (await projects.TryReadAsync("web", "staging", "STRIPE_API_KEY", Cancel))!.Reveal());
        Assert.True(await projects.DeleteAsync("web", "staging", "STRIPE_API_KEY", Cancel));
        Assert.Empty(await projects.ListAsync("web", "staging", Cancel));
    }

    [Fact]
    public async Task A_service_reads_when_it_is_a_member_and_for_others_there_is_no_such_project()
    {
        await new HttpProjectSecrets(_anna).WriteAsync("web", "staging", "STRIPE_API_KEY", HttpUserSecretsTests.Value("sk-staging"), expectedVersion: null, Cancel);
        using var gateway = await _engine.CreateServiceClientAsync("mcp-gateway");
        using var ben = await _engine.CreateClientAsync("ben", isAdmin: true);
        var projects = new HttpProjectSecrets(gateway);
        Assert.Null(await projects.TryReadAsync("web", "staging", "STRIPE_API_KEY", Cancel));

        using var added = await _anna.PutAsJsonAsync(new Uri("/api/v1/projects/web/members/service:mcp-gateway", UriKind.Relative), new { role = "viewer" }, Cancel);
        Assert.True(added.IsSuccessStatusCode, await added.Content.ReadAsStringAsync(Cancel));

        Assert.Equal("sk-staging", (await projects.TryReadAsync("web", "staging", "STRIPE_API_KEY", Cancel))!.Reveal());
        Assert.Equal(
            VaultError.Forbidden,
            (await HttpUserSecretsTests.ErrorOf(() => projects.WriteAsync("web", "staging", "STRIPE_API_KEY", HttpUserSecretsTests.Value("x"), expectedVersion: null, Cancel))).Error);
        // Who administers the platform knows that there is such a project.
        Assert.Equal(VaultError.Forbidden, (await HttpUserSecretsTests.ErrorOf(() => new HttpProjectSecrets(ben).TryReadAsync("web", "staging", "STRIPE_API_KEY", Cancel))).Error);
    }

    [Fact]
    public async Task What_another_source_hides_can_still_be_moved()
    {
        await new HttpProjectSecrets(_anna).WriteAsync("web", "staging", "HIDDEN", HttpUserSecretsTests.Value("in-the-vault"), expectedVersion: null, Cancel);
        Directory.CreateDirectory(Path.Combine(_engine.Folder, "projects", "web"));
        await File.WriteAllTextAsync(Path.Combine(_engine.Folder, "projects", "web", ".env.staging"), "HIDDEN=in-the-file\n", Cancel);
        using var issued = await _anna.PostAsJsonAsync(new Uri("/api/v1/me/api-keys", UriKind.Relative), new { name = "devflow" }, Cancel);
        var key = (await issued.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(Cancel)).GetProperty("key").GetString()!;
        await using var workspace = SecretsWorkspace.Open(new()
        {
            Root = _engine.Folder,
            Environment = name => name switch
            {
                "DEVFLOW_API_KEY" => key,
                "WORKFLOW_ENGINE_PORT" => $"{_engine.Address.Port}",
                _ => null,
            },
        });
        using var http = new HttpClient();
        var store = workspace.GetProjectStore("web", "staging", http);

        Assert.Equal(["HIDDEN"], await store.KeysAsync(Cancel));
        Assert.Equal("in-the-vault", (await store.ReadAsync(["HIDDEN"], Cancel))["HIDDEN"].Value!.Reveal());
        await store.WriteAsync(new Dictionary<string, SecretValue>(StringComparer.Ordinal) { ["MOVED"] = HttpUserSecretsTests.Value("moved") }, Cancel);
        Assert.Equal("moved", (await store.ReadAsync(["MOVED"], Cancel))["MOVED"].Value!.Reveal());
        await store.RemoveAsync(["MOVED", "HIDDEN", "NEVER"], Cancel);
        Assert.Equal(SourceOutcome.NotFound, (await store.ReadAsync(["HIDDEN"], Cancel))["HIDDEN"].Outcome);
    }
}
