using System.Net;

namespace DevFlow.ConnectEmulator.Tests;

/// <summary>The emulator as a program: what it says, and how it ends.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task It_says_in_one_line_what_it_is_where_and_from_what()
    {
        var (process, address) = await EmulatorProcess.StartAsync([], "--vaults", Repository.SampleFile, "--urls", "http://127.0.0.1:0");
        await using var running = process;

        using var client = new HttpClient();
        Assert.Equal(".", await client.GetStringAsync(new Uri(address, "/heartbeat"), TestContext.Current.CancellationToken));
        Assert.Equal(0, await process.StopAsync());
        Assert.EndsWith(
            $"A stand-in for 1Password Connect, not 1Password, on {address}; vaults from {Repository.SampleFile}; tokens: 1 of its own",
            Assert.Single(process.Output.Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_tells_where_its_token_is_written_when_the_file_has_none_and_not_the_token()
    {
        var (process, _) = await EmulatorProcess.StartAsync(
            [], "--vaults", _folder.Write("v.yaml", "vaults: [{ name: V }]"), "--urls", "http://127.0.0.1:0");
        await using var running = process;

        Assert.EndsWith("tokens: the one in its README.md, as the vault file names none", process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("devflow-local-token", process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_of_the_environment_is_taken_in_place_of_the_default_one_and_is_not_shown()
    {
        var (process, address) = await EmulatorProcess.StartAsync(
            new() { ["OP_CONNECT_TOKEN"] = "token-canary" }, "--vaults", _folder.Write("v.yaml", "vaults: [{ name: V }]"), "--urls", "http://127.0.0.1:0");
        await using var running = process;

        using var client = new HttpClient { BaseAddress = address };
        Assert.Equal(HttpStatusCode.OK, await AskAsync("token-canary"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("devflow-local-token"));
        Assert.DoesNotContain("token-canary", process.Output, StringComparison.Ordinal);

        async Task<HttpStatusCode> AskAsync(string token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/vaults") { Headers = { Authorization = new("Bearer", token) } };
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            return response.StatusCode;
        }
    }

    [Theory]
    [InlineData("ASPNETCORE_URLS", "http://127.0.0.1:0")]
    [InlineData("OP_HTTP_PORT", "0")]
    public async Task Its_port_may_come_from_the_environment(string name, string value)
    {
        var (process, address) = await EmulatorProcess.StartAsync(new() { [name] = value });
        await using var running = process;

        Assert.NotEqual(8080, address.Port);
        Assert.True(address.IsLoopback);
    }

    [Fact]
    public async Task A_faulty_vault_file_ends_it_with_2_and_all_that_is_wrong()
    {
        var file = _folder.Write("v.yaml", "vaults:\n  - name: V\n    id: short\n  - items: []\n");

        var result = await EmulatorProcess.RunAsync("--vaults", file);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal($"{file}:3:9: an id has 26 characters of a-z and 0-9\n{file}:4:5: a vault needs a name", result.Output);
    }

    [Theory]
    [InlineData("--urls", "http://0.0.0.0:8080", "'http://0.0.0.0:8080' is no address to listen on")]
    [InlineData("--vaults", "no-such-file.yaml", "no-such-file.yaml: the vault file cannot be read")]
    [InlineData("--vault", "x", "--vault")]
    public async Task What_it_cannot_do_ends_it_with_2(string option, string value, string message)
    {
        var result = await EmulatorProcess.RunAsync(option, value);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_data_file_ends_it_with_2()
    {
        var file = _folder.Write("data.json", "{");

        var result = await EmulatorProcess.RunAsync("--data", file);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"{file}:1:", result.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
