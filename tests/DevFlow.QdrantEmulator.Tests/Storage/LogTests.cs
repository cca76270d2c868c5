namespace DevFlow.QdrantEmulator.Tests;

/// <summary>What a folder of collections may look like at a start, and what becomes of it.</summary>
public sealed class LogTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private QdrantEmulatorOptions Options => new() { Quiet = true, DataFolder = _folder["data"] };

    private string LogFile => Assert.Single(Directory.GetFiles(_folder["data/collections"]));

    [Fact]
    public async Task Everything_is_there_after_a_restart()
    {
        string info;
        string points;
        await using (var caller = await Caller.StartAsync(Options))
        {
            await caller.CreateAsync("c", """{"vectors": {"a": {"size": 2, "distance": "Cosine"}}, "metadata": {"by": "me"}}""");
            await caller.CreateAsync("gone", "{}");
            await caller.UpsertAsync("""
                [{"id": 1, "vector": {"a": [3, 4]}, "payload": {"text": "größe \" \u0000 😀", "n": 1e-7, "deep": {"list": [1, null]}}},
                {"id": "b524a3c4-c568-4383-8019-c9ca08243d6a", "vector": {}}, {"id": 18446744073709551615, "vector": {}}, {"id": 2, "vector": {}}]
                """);
            (await caller.SendAsync("PUT", "/collections/c/index", """{"field_name": "text", "field_schema": {"type": "text", "tokenizer": "word"}}""")).IsOk();
            (await caller.PostAsync("/collections/c/points/delete", """{"points": [2]}""")).IsOk();
            (await caller.SendAsync("DELETE", "/collections/gone")).IsOk();
            (info, points) = await ReadAsync(caller);
        }

        await using var again = await Caller.StartAsync(Options);
        Assert.Equal((info, points), await ReadAsync(again));
        Assert.Contains("b524a3c4-c568-4383-8019-c9ca08243d6a", points, StringComparison.Ordinal);
        Assert.False((bool)(await again.GetAsync("/collections/gone/exists")).Result["exists"]!);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(60)]
    public async Task A_record_that_was_cut_short_is_dropped_and_writing_goes_on(int cut)
    {
        await FillAsync();
        using (var log = File.OpenWrite(LogFile))
            log.SetLength(log.Length - cut);

        await using (var caller = await Caller.StartAsync(Options))
        {
            Assert.Equal("1", (await caller.PostAsync("/collections/c/points/scroll", "{}")).Ids);
            await caller.UpsertAsync("""[{"id": 3, "vector": [1, 2]}]""");
        }

        await using var again = await Caller.StartAsync(Options);
        Assert.Equal("1 3", (await again.PostAsync("/collections/c/points/scroll", "{}")).Ids);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(40)]
    [InlineData(-200)]
    public async Task A_damaged_log_is_refused_and_left_as_it_is(int at)
    {
        await FillAsync();
        var bytes = await File.ReadAllBytesAsync(LogFile, TestContext.Current.CancellationToken);
        bytes[at < 0 ? bytes.Length + at : at] ^= 0x10;
        await File.WriteAllBytesAsync(LogFile, bytes, TestContext.Current.CancellationToken);

        var fault = await Assert.ThrowsAsync<QdrantEmulatorException>(() => QdrantEmulatorServer.StartAsync(Options, TestContext.Current.CancellationToken));

        Assert.StartsWith($"{LogFile}: the log is refused, and left as it is: at byte ", Assert.Single(fault.Faults), StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(LogFile, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_log_of_mostly_history_is_written_anew()
    {
        var points = string.Join(',', Enumerable.Range(1, 1000).Select(id => $$"""{"id": {{id}}, "vector": [{{id}}, 1]}"""));
        await using (var caller = await Caller.StartWithCollectionAsync(options: Options))
        {
            await caller.UpsertAsync($"[{points}]");
            var once = new FileInfo(LogFile).Length;
            for (var time = 0; time < 11; time++)
                await caller.UpsertAsync($"[{points}]");
            Assert.InRange(new FileInfo(LogFile).Length, once / 2, once * 2);
            await caller.UpsertAsync("""[{"id": 2000, "vector": [1, 2]}]""");
        }

        await using var again = await Caller.StartAsync(Options);
        Assert.Equal(1001, (int)(await again.PostAsync("/collections/c/points/count", "{}")).Result["count"]!);
    }

    [Fact]
    public async Task A_folder_has_one_emulator_at_a_time()
    {
        await using var caller = await Caller.StartAsync(Options);

        var fault = await Assert.ThrowsAsync<QdrantEmulatorException>(() => QdrantEmulatorServer.StartAsync(Options, TestContext.Current.CancellationToken));

        Assert.Contains("Another emulator may have it", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_said_and_the_rest_goes_on()
    {
        await using var caller = await Caller.StartWithCollectionAsync(options: Options);
        Directory.Move(_folder["data/collections"], _folder["elsewhere"]);
        await File.WriteAllTextAsync(_folder["data/collections"], "in the way", TestContext.Current.CancellationToken);

        var reply = await caller.SendAsync("PUT", "/collections/d", "{}");

        Assert.Equal(500, (int)reply.Status);
        Assert.StartsWith("Service internal error: nothing was changed: ", reply.Error, StringComparison.Ordinal);
        Assert.False((bool)(await caller.GetAsync("/collections/d/exists")).Result["exists"]!);
        await caller.UpsertAsync("""[{"id": 1, "vector": [1, 2]}]""");
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<(string Info, string Points)> ReadAsync(Caller caller) => (
        (await caller.GetAsync("/collections/c")).IsOk().Result.ToJsonString(),
        (await caller.PostAsync("/collections/c/points/scroll", """{"with_vector": true}""")).IsOk().Result.ToJsonString());

    private async Task FillAsync()
    {
        await using var caller = await Caller.StartWithCollectionAsync(options: Options);
        await caller.UpsertAsync("""[{"id": 1, "vector": [1, 2], "payload": {"a": "b"}}]""");
        await caller.UpsertAsync("""[{"id": 2, "vector": [1, 2], "payload": {"a": "b"}}]""");
    }
}
