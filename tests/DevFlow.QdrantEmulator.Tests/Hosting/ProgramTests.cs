namespace DevFlow.QdrantEmulator.Tests;

/// <summary>The program: what it takes, what it says, how it ends.</summary>
public sealed class ProgramTests : IDisposable
{
    private const string Key = "c4n4ry-api-key";

    private readonly TestFolder _folder = new();

    [Fact]
    public async Task It_reads_qdrants_variables_says_what_it_is_and_ends_with_0_when_interrupted()
    {
        var (process, address) = await EmulatorProcess.StartAsync(new()
        {
            ["QDRANT__SERVICE__HOST"] = "127.0.0.1",
            ["QDRANT__SERVICE__HTTP_PORT"] = "0",
            ["QDRANT__SERVICE__GRPC_PORT"] = "6334",
            ["QDRANT__STORAGE__STORAGE_PATH"] = _folder["data"],
        });
        await using var running = process;

        Assert.True(address.IsLoopback);
        Assert.True(Directory.Exists(_folder["data/collections"]));
        Assert.Contains("A stand-in for Qdrant, not Qdrant, on ", process.Output, StringComparison.Ordinal);
        Assert.EndsWith($"REST only, there is no gRPC; data in {_folder["data"]}; key: none, anybody is let in", process.Output, StringComparison.Ordinal);
        Assert.Equal(0, await process.StopAsync());
    }

    [Fact]
    public async Task No_key_and_no_payload_reaches_the_console_an_answer_or_the_command_line()
    {
        var (process, address) = await EmulatorProcess.StartAsync(
            new() { ["QDRANT__SERVICE__API_KEY"] = Key }, "--urls", "http://127.0.0.1:0", "--data", _folder["data"]);
        await using var running = process;
        await using var caller = new Caller(address);
        var replies = new List<string>();
        foreach (var header in (string[])[Key, Key + "-wrong", ""])
        {
            foreach (var (method, path, body) in new[]
            {
                ("PUT", "/collections/c", """{"vectors": {"size": 1, "distance": "Dot"}}"""),
                ("PUT", "/collections/c/points", """{"points": [{"id": 1, "vector": [1], "payload": {"text": "c4n4ry-payload"}}]}"""),
                ("PUT", "/collections/c/points", """{"c4n4ry-broken": "c4n4ry"""),
                ("GET", "/collections/c", null),
                ("GET", "/metrics", null),
                ("GET", "/", null),
                ("GET", "/nowhere", null),
            })
                replies.Add((await caller.SendAsync(method, path, body, ("api-key", header))).Text);
        }

        Directory.Move(_folder["data/collections"], _folder["away"]);
        var failed = await caller.SendAsync("PUT", "/collections/d", "{}", ("api-key", Key));
        var commandLine = process.CommandLine;
        Assert.Equal(0, await process.StopAsync());

        Assert.Equal(500, (int)failed.Status);
        Assert.Contains("the change was not made", process.Output, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("key: needed", process.Output.Split('\n')[0], StringComparison.Ordinal);
        Assert.All([.. replies, failed.Text, process.Output, commandLine], text => Assert.DoesNotContain("c4n4ry", text, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(Directory.EnumerateFiles(_folder["away"]), file => File.ReadAllText(file).Contains(Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_that_is_wrong_with_its_settings_is_said_at_once()
    {
        var (exitCode, output) = await EmulatorProcess.RunAsync(new()
        {
            ["QDRANT__SERVICE__HTTP_PORT"] = "many",
            ["QDRANT__SERVICE__ENABLE_TLS"] = "true",
            ["QDRANT__SERVICE__READ_ONLY_API_KEY"] = Key,
            ["QDRANT__SERVICE__JWT_RBAC"] = "false",
        });

        Assert.Equal(2, exitCode);
        Assert.Equal(
            [
                "QDRANT__SERVICE__READ_ONLY_API_KEY is set, and this emulator does not have what it asks for: take it out, or run Qdrant",
                "QDRANT__SERVICE__ENABLE_TLS is set, and this emulator does not have what it asks for: take it out, or run Qdrant",
                "QDRANT__SERVICE__HTTP_PORT is no port: it takes a number from 0 to 65535",
            ],
            output.Split('\n'));
    }

    [Fact]
    public async Task A_port_in_use_ends_it_with_2()
    {
        await using var other = await Caller.StartAsync();

        var (exitCode, output) = await EmulatorProcess.RunAsync([], "--urls", other.Address.ToString());

        Assert.Equal(2, exitCode);
        Assert.StartsWith($"{other.Address} cannot be listened on: ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
