using DevFlow.ConnectEmulator;

namespace DevFlow.Cli.Tests.Running;

/// <summary>References, followed at the stand-in for 1Password Connect.</summary>
public sealed class RunConnectTests : IAsyncLifetime
{
    private const string Vaults =
        """
        tokens:
          - { name: all, token: good-token-0123, vaults: { DevFlow: rw } }
        vaults:
          - name: DevFlow
            items:
              - title: Things
                fields: { one: { value: canary-of-connect-1, type: CONCEALED }, two: { value: plain words, type: STRING } }
              - title: Security
                fields: { jwt_secret: { value: canary-jwt-of-connect, type: CONCEALED } }
        """;

    private readonly Clone _clone = new();
    private Shell _shell = null!;
    private ConnectEmulatorServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ConnectEmulatorServer.StartAsync(new ConnectEmulatorOptions { VaultsYaml = Vaults, Quiet = true }, TestContext.Current.CancellationToken);
        _shell = new(_clone.Folder);
        _shell.Set("OP_CONNECT_URL", _server.Address.ToString());
        _shell.Set("OP_CONNECT_TOKEN", "good-token-0123");
        _clone.Write(".env", "ONE=op://DevFlow/Things/one\nJWT_SECRET=jwt-of-the-file\n");
        _clone.Write("given.env", "TWO=op://DevFlow/Things/two\n");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _clone.Dispose();
    }

    [Fact]
    public async Task References_of_the_catalog_of_env_files_and_of_the_environment_are_followed()
    {
        _shell.Set("THREE", "op://DevFlow/Things/one");

        var result = await _shell.RunAsync("""devflow run --no-masking -e given.env -- sh -c 'echo "$ONE|$TWO|$THREE|$JWT_SECRET"'""");

        Assert.Equal(("canary-of-connect-1|plain words|canary-of-connect-1|canary-jwt-of-connect\n", ""), (result.StandardOutput, result.StandardError));
    }

    [Fact]
    public async Task What_came_by_a_reference_is_masked_whatever_its_name()
    {
        var result = await _shell.RunAsync("""devflow run -e given.env -- sh -c 'echo "$ONE|$TWO|$JWT_SECRET|$OP_CONNECT_TOKEN"'""");

        Assert.Equal(("***|***|***|***\n", ""), (result.StandardOutput, result.StandardError));
    }

    [Fact]
    public async Task Many_references_cost_one_listing()
    {
        _clone.Write("given.env", string.Concat(Enumerable.Range(0, 30).Select(i => $"KEY{i}=op://DevFlow/Things/one\n")));

        var result = await _shell.RunAsync("""devflow run -e given.env -- sh -c 'echo "$KEY29"'""");

        Assert.Equal("***\n", result.StandardOutput);
        Assert.Single(_server.Requests.All, request => request.Path is "/v1/vaults");
    }

    [Fact]
    public async Task A_token_that_is_denied_starts_nothing()
    {
        _shell.Set("OP_CONNECT_TOKEN", "wrong-token-0123");
        _shell.Set("DEVFLOW_MODE", "saas");

        var result = await _shell.RunAsync("devflow run -e given.env -- echo started");

        Assert.Equal(5, result.ExitCode);
        Assert.Equal("", result.StandardOutput);
        Assert.Contains("  given.env:1: TWO refers to op://DevFlow/Things/two", result.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-token", result.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reference_to_nothing_starts_nothing_though_another_source_has_the_key()
    {
        _clone.Write("given.env", "JWT_SECRET=op://DevFlow/Things/none\n");

        var result = await _shell.RunAsync("devflow run -e given.env -- echo started");

        Assert.Equal((3, ""), (result.ExitCode, result.StandardOutput));
        Assert.Contains("  given.env:1: JWT_SECRET refers to op://DevFlow/Things/none: 1password: ", result.StandardError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--no-masking")]
    public async Task An_access_is_on_record_before_the_program_runs(string option)
    {
        var result = await _shell.RunAsync($"devflow run {option} -- sh -c 'cat logs/audit/*.jsonl'");

        Assert.Single(result.StandardOutput.Split('\n'), line => line.Contains("\"key\":\"JWT_SECRET\"", StringComparison.Ordinal));
        Assert.DoesNotContain("canary", result.StandardOutput, StringComparison.Ordinal);
    }
}
