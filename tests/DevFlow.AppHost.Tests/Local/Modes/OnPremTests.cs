using System.Text.Json;

namespace DevFlow.AppHost.Tests;

/// <summary>The whole platform on premises: its Connect server is started first, and every secret comes from there.</summary>
public sealed class OnPremTests : IAsyncLifetime
{
    private const string Token = "token-canary-0123456789";

    private readonly TestRoot _root = new($"""
        DEVFLOW_MODE=onprem
        OP_CONNECT_URL=http://localhost:8080
        OP_CONNECT_TOKEN={Token}
        DEVFLOW_SECRETS_CACHE_SECONDS=1

        """);

    private DistributedApplication _app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.DevFlow_AppHost>([$"--DEVFLOW_ROOT={_root.Folder}"], Cancel);
        _app = await builder.BuildAsync(Cancel);
        await _app.StartAsync(Cancel);
        foreach (var name in (string[])["onepassword", "workflow-engine", "knowledge-hub", "mcp-gateway", "local-ui"])
            await _app.ResourceNotifications.WaitForResourceHealthyAsync(name, Cancel);
    }

    [Fact]
    public async Task Secrets_come_from_1password_and_the_stores_from_the_app_host_on_every_start()
    {
        var rows = await RowsAsync();

        Assert.Equal("found 1password", rows["JWT_SECRET"]);
        Assert.Equal("found 1password", rows["SECRET_ENCRYPTION_KEY"]);
        Assert.Equal("placeholder 1password", rows["AOSENTRY_API_KEY"]);
        Assert.Equal("found apphost", rows["DATABASE_URL"]);
        Assert.Equal("found apphost", rows["QDRANT_URL"]);
        Assert.Equal("missing ", rows["GITHUB_CLIENT_SECRET"]);
    }

    [Fact]
    public async Task A_killed_connect_server_is_started_again_with_the_same_keys()
    {
        var before = await VaultsAsync();
        var server = ProcessList.Naming(_root.Folder).Single(id => ProcessList.CommandLine(id).Contains("DevFlow.ConnectEmulator", StringComparison.Ordinal));

        Signals.Send(server, Signals.Kill);
        await _app.ResourceNotifications.WaitForResourceAsync(
            "onepassword", change => change.Snapshot.HealthStatus != Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy, Cancel);
        await _app.ResourceNotifications.WaitForResourceHealthyAsync("onepassword", Cancel);

        Assert.Equal(before, await VaultsAsync());
        Assert.Equal("found 1password", (await RowsAsync())["JWT_SECRET"]);
    }

    [Fact]
    public async Task No_key_and_no_token_is_in_an_answer_or_a_command_line()
    {
        using var engine = await _app.CreateServiceClientAsync("workflow-engine");
        var vaults = await VaultsAsync();
        string[] secrets = [Token, .. vaults.Split('\n').Where(line => line.Contains("_key: { value: \"", StringComparison.Ordinal)).Select(line => line.Split('"')[1])];
        var texts = new List<string> { await engine.GetStringAsync("/api/v1/secrets", Cancel), await engine.GetStringAsync("/health", Cancel) };
        texts.AddRange(ProcessList.Naming(_root.Folder).Select(ProcessList.CommandLine));

        Assert.True(secrets.Length > 1);
        Assert.All(texts, text => Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(VaultsFile));
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        _root.Dispose();
    }

    private string VaultsFile => Path.Combine(_root.Folder, ".devflow", "onepassword", "vaults.yaml");

    private Task<string> VaultsAsync() => File.ReadAllTextAsync(VaultsFile, Cancel);

    private async Task<Dictionary<string, string>> RowsAsync()
    {
        using var client = await _app.CreateServiceClientAsync("workflow-engine");
        var document = await client.GetFromJsonElementAsync("/api/v1/secrets");
        return document.GetProperty("secrets").EnumerateArray().ToDictionary(
            row => Text(row, "key"), row => $"{Text(row, "state")} {Text(row, "source")}", StringComparer.Ordinal);
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString() ?? "";
}
