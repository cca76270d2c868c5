using System.Net;
using System.Net.Http.Json;
using DevFlow.KnowledgeHub.Tests.Support;
using DevFlow.QdrantEmulator;

namespace DevFlow.McpGateway.Tests.Access;

/// <summary>A gateway on somebody's machine, before a hosted engine and a hosted hub, and an agent with a key that is for the gateway alone.</summary>
[Collection(PlatformCollection.Name)]
public sealed class HostedTests(EngineServer server) : IAsyncLifetime
{
    private const string QdrantKey = "qdrant-key-of-the-hosted-platform";

    private readonly string _folder = Directory.CreateTempSubdirectory("devflow-hosted-").FullName;
    private ModelServer _models = null!;
    private QdrantEmulatorServer _qdrant = null!;
    private Engine _engine = null!;
    private KnowledgeHubServer _hub = null!;
    private Edge _edge = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _models = await ModelServer.StartAsync();
        _qdrant = await QdrantEmulatorServer.StartAsync(new() { Quiet = true, ApiKey = QdrantKey }, Cancel);
        _engine = await Engine.StartAsync(server, $"AOSENTRY_API_KEY={ModelServer.Key}\nAOSENTRY_API_URL={_models.Address}", KnowledgeHubServer.Known);
        _hub = KnowledgeHubServer.Start(_engine.Folder, _engine.Address, _qdrant.Address, QdrantKey);
        _edge = await Edge.StartAsync(_engine.Address, _hub.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await _edge.DisposeAsync();
        await _hub.DisposeAsync();
        await _engine.DisposeAsync();
        await _qdrant.DisposeAsync();
        await _models.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("saas")]
    [InlineData("hybrid")]
    public async Task An_agent_searches_the_hosted_hub_in_its_persons_name_and_in_nobody_elses(string mode)
    {
        var (own, agent) = (await KeyAsync("anna", audience: null), await KeyAsync("anna", "mcp-gateway"));
        await IngestAsync(own);
        await using var gateway = Gateway.Start(FolderOf(mode, own), _edge.Address, ("services:knowledge-hub:http:0", _edge.Address.ToString()), ("ConnectionStrings:service_key", ""));
        await using var client = await gateway.ConnectAsync(agent);

        var found = await client.AnswerAsync("search_knowledge", ("query", "when do deployments run"));

        Assert.Contains("Tuesdays", found.GetProperty("results")[0].Text("text"), StringComparison.Ordinal);
        // The gateway shows the key of its machine's person, is told whose keys are that one's alone, and lets nobody else in.
        var strangers = await KeyAsync("bert", "mcp-gateway");
        Assert.Equal(HttpStatusCode.Unauthorized, (await Assert.ThrowsAsync<HttpRequestException>(() => gateway.ConnectAsync(strangers))).StatusCode);
        // The agent's key opens neither the hub nor the engine by itself.
        using var direct = new HttpClient { BaseAddress = _edge.Address };
        direct.DefaultRequestHeaders.Authorization = new("Bearer", agent);
        foreach (var path in (string[])["/api/v1/documents", "/api/v1/me/secrets"])
        {
            using var refused = await direct.GetAsync(new Uri(path, UriKind.Relative), Cancel);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }
    }

    [Fact]
    public async Task A_machine_that_was_given_an_agents_key_as_its_own_is_told_so()
    {
        var agent = await KeyAsync("anna", "mcp-gateway");
        await using var gateway = Gateway.Start(FolderOf("saas", agent), _edge.Address, ("services:knowledge-hub:http:0", _edge.Address.ToString()), ("ConnectionStrings:service_key", ""));
        using var http = gateway.CreateAnonymousClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", agent);

        using var answer = await http.PostAsJsonAsync(new Uri("/mcp", UriKind.Relative), new { jsonrpc = "2.0", id = 1, method = "tools/list" }, Cancel);

        // Whose the key is cannot be told, since the gateway itself is not let in.
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("DEVFLOW_API_KEY", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private async Task<string> KeyAsync(string name, string? audience)
    {
        using var client = await _engine.CreateClientAsync(name);
        return (await client.PostJsonAsync("/api/v1/me/api-keys", new { name = $"{audience ?? "own"} {Guid.NewGuid():N}", audience })).Text("key");
    }

    private string FolderOf(string mode, string key)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "config"));
        File.Copy(Path.Combine(Engine.Repository, "config", "secrets.yaml"), Path.Combine(_folder, "config", "secrets.yaml"), overwrite: true);
        var path = Path.Combine(_folder, ".env");
        File.WriteAllText(path, $"DEVFLOW_MODE={mode}\nDEVFLOW_API_URL={_edge.Address.GetLeftPart(UriPartial.Authority)}\nDEVFLOW_API_KEY={key}\nLOG_LEVEL=WARNING\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return _folder;
    }

    private async Task IngestAsync(string key)
    {
        using var http = _engine.CreateAnonymousClient();
        var token = (await http.PostJsonAsync("/api/v1/tokens", new { grant = "api-key", key, audience = "knowledge-hub" })).Text("token");
        using var hub = new HttpClient { BaseAddress = _edge.Address };
        hub.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var content = new StringContent("Deployments run on Tuesdays.");
        using var taken = await hub.PostAsync(new Uri("/api/v1/documents?title=Deploying", UriKind.Relative), content, Cancel);
        var id = System.Text.Json.JsonElement.Parse(await taken.Content.ReadAsStringAsync(Cancel)).Text("id");
        while ((await hub.GetJsonAsync($"/api/v1/documents/{id}")).Text("state") != "ready")
            await Task.Delay(20, Cancel);
    }
}
