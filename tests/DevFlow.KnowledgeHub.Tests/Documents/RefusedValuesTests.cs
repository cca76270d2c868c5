using System.Net;
using System.Text.Json.Nodes;
using DevFlow.ConnectEmulator;

namespace DevFlow.KnowledgeHub.Tests.Documents;

/// <summary>A hub whose token of 1Password may not read every value of the platform.</summary>
public sealed class RefusedValuesTests(Stores stores) : IClassFixture<Stores>, IAsyncLifetime
{
    private const string Token = "connect-token-canary-2468";
    private const string Known = "session-canary-9753-aSdFgHjK";
    private const string GitHub = "githubgithubgithubgithubg1";
    private const string Models = "aosentryaosentryaosentrya1";

    private const string Vaults = $$"""
        tokens:
          - { name: hub, token: {{Token}}, vaults: { DevFlow: r } }
        vaults:
          - name: DevFlow
            items:
              - { title: AOSentry, id: {{Models}}, category: API_CREDENTIAL, fields: { api_key: {{ModelServer.Key}} } }
              - { title: Security, category: API_CREDENTIAL, fields: { session_secret: {{Known}}, jwt_secret: {{HubFolder.JwtSecret}} } }
              - { title: GitHub, id: {{GitHub}}, category: API_CREDENTIAL, fields: { oauth_client_secret: never-told-to-the-hub } }
        """;

    private ConnectEmulatorServer _connect = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _connect = await ConnectEmulatorServer.StartAsync(new() { VaultsYaml = Vaults, Quiet = true }, Cancellation);

    public ValueTask DisposeAsync() => _connect.DisposeAsync();

    [Theory]
    [InlineData("local")]
    [InlineData("onprem")]
    public async Task What_it_may_read_is_looked_for_and_what_it_may_not_is_said_once_in_the_log_and_by_its_health(string mode)
    {
        _connect.Faults.Add(new() { Kind = FaultKind.Forbidden, Path = $"/items/{GitHub}" });
        using var heard = new Overheard();
        await using var hub = StartHub(mode, heard);
        using var client = hub.Client("admin.eve");

        await client.IngestAsync("Nothing is wrong with it.");
        await client.IngestAsync("Nor with this.");
        using var refused = await client.SendAsync($"It is {Known} here.");

        Assert.Contains("value of SESSION_SECRET", await refused.ProblemAsync(HttpStatusCode.UnprocessableEntity), StringComparison.Ordinal);
        var (status, said) = await ScreeningAsync(client);
        Assert.Equal("Degraded", status);
        Assert.Contains("GITHUB_CLIENT_SECRET", said, StringComparison.Ordinal);
        Assert.Contains("give the token access to the vault", said, StringComparison.Ordinal);
        Assert.DoesNotContain("JWT_SECRET", said, StringComparison.Ordinal);
        Assert.Single(heard.Said, line => line.StartsWith("Documents are not searched for", StringComparison.Ordinal));
        Assert.DoesNotContain(heard.Said, line => line.Contains(Token, StringComparison.Ordinal) || line.Contains(Known, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Put_right_it_is_looked_for_and_the_health_says_nothing_more()
    {
        _connect.Faults.Add(new() { Kind = FaultKind.Forbidden, Path = $"/items/{GitHub}" });
        await using var hub = StartHub("onprem");
        using var client = hub.Client("admin.eve");
        await client.IngestAsync("Nothing is wrong with it.");

        _connect.Faults.Clear();
        // What has changed on the disk is taken up within a second, as what is announced.
        hub.Folder.Set("LOG_LEVEL", "ERROR");

        while (await ScreeningAsync(client) is not ("Healthy", _))
            await Task.Delay(50, Cancellation);
        using var refused = await client.SendAsync("It is never-told-to-the-hub, and now it is.");
        Assert.Contains("value of GITHUB_CLIENT_SECRET", await refused.ProblemAsync(HttpStatusCode.UnprocessableEntity), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_local_mode_a_token_that_is_let_in_nowhere_is_no_reason_to_look_for_nothing()
    {
        await using var hub = StartHub("onprem");
        using var client = hub.Client();
        _connect.Revoke("hub");

        using var answer = await client.SendAsync("Nothing is wrong with it.");

        var problem = await answer.ProblemAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Contains("none is taken", problem, StringComparison.Ordinal);
        Assert.Contains("OP_CONNECT_TOKEN", problem, StringComparison.Ordinal);
        Assert.Equal("Degraded", (await ScreeningAsync(client)).Status);
    }

    [Fact]
    public async Task A_document_waits_for_a_key_of_the_models_that_is_not_told_and_says_so()
    {
        _connect.Faults.Add(new() { Kind = FaultKind.Forbidden, Path = $"/items/{Models}" });
        await using var hub = StartHub("onprem");
        using var client = hub.Client();

        using var answer = await client.SendAsync("It waits.");
        using var search = await client.TrySearchAsync("what waits");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Contains("Access to secret 'AOSENTRY_API_KEY' was denied", await search.ProblemAsync(HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
        await client.InStateAsync((string)(await answer.JsonAsync())["id"]!, "queued", document => ((string?)document["problem"])?.Contains("AOSENTRY_API_KEY", StringComparison.Ordinal) is true);
    }

    private Hub StartHub(string mode, Overheard? heard = null) => stores.StartHub(settings => settings with
    {
        ModelKey = "",
        Env = $"DEVFLOW_MODE={mode}\nOP_CONNECT_URL={_connect.Address}\nOP_CONNECT_TOKEN={Token}",
        Log = heard,
    });

    private static async Task<(string Status, string? Said)> ScreeningAsync(HttpClient client)
    {
        var health = JsonNode.Parse(await client.GetStringAsync(new Uri("/health", UriKind.Relative), Cancellation))!;
        var check = health["checks"]!.AsArray().Single(check => (string)check!["name"]! is "screening")!;
        return ((string)check["status"]!, (string?)check["description"]);
    }
}
