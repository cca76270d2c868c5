namespace DevFlow.QdrantEmulator.Tests;

/// <summary>What was answered is there, whatever happens to the process.</summary>
public sealed class KillTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task Every_answered_point_survives_kill_9()
    {
        var answered = new HashSet<int>();
        var next = 0;
        for (var round = 0; round < Soak.Times(5, 50); round++)
        {
            var (process, address) = await EmulatorProcess.StartOnAsync(_folder["data"]);
            await using var running = process;
            await using var caller = new Caller(address);
            if (round == 0)
                await caller.CreateAsync("c", """{"vectors": {"size": 2, "distance": "Dot"}}""");
            await AssertHoldsAsync(caller, answered);

            // Killed in the middle of writes: after some answers, while others are under way.
            var goal = answered.Count + 40;
            var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var writers = Enumerable.Range(0, 4).Select(_ => WriteAsync(caller)).ToList();
            await killed.Task;
            await process.KillAsync();
            await Task.WhenAll(writers);

            async Task WriteAsync(Caller writer)
            {
                while (true)
                {
                    var id = Interlocked.Increment(ref next);
                    try
                    {
                        await writer.UpsertAsync($$$"""[{"id": {{{id}}}, "vector": [{{{id}}}, 1], "payload": {"n": {{{id}}}}}]""");
                    }
                    catch (HttpRequestException)
                    {
                        return;
                    }

                    lock (answered)
                    {
                        answered.Add(id);
                        if (answered.Count >= goal)
                            killed.TrySetResult();
                    }
                }
            }
        }

        var (last, lastAddress) = await EmulatorProcess.StartOnAsync(_folder["data"]);
        await using var lastRunning = last;
        await using var reader = new Caller(lastAddress);
        await AssertHoldsAsync(reader, answered);
    }

    [Fact]
    public async Task A_full_disk_is_said_and_loses_nothing()
    {
        var point = $$"""{"vector": [1, 2], "payload": {"text": "{{new string('x', 5000)}}"}, "id": """;
        var kept = 0;
        var (process, address) = await EmulatorProcess.StartOnFullDiskAsync(_folder["data"], 64);
        await using (process)
        {
            await using var caller = new Caller(address);
            await caller.CreateAsync("c", """{"vectors": {"size": 2, "distance": "Dot"}}""");
            Reply reply;
            while ((reply = await caller.SendAsync("PUT", "/collections/c/points?wait=true", $$"""{"points": [{{point}} {{kept + 1}}}]}""")).Text.Contains("completed", StringComparison.Ordinal))
                kept++;

            Assert.Equal(507, (int)reply.Status);
            Assert.StartsWith("Insufficient storage: nothing was changed: ", reply.Error, StringComparison.Ordinal);
            Assert.Equal(kept, (int)(await caller.PostAsync("/collections/c/points/count", "{}")).Result["count"]!);
            // A smaller one still fits.
            await caller.UpsertAsync("""[{"id": 1000, "vector": [1, 2]}]""");
            // And room can be made.
            await caller.CreateAsync("other", "{}");
            (await caller.SendAsync("DELETE", "/collections/other")).IsOk();
        }

        Assert.InRange(kept, 5, 15);
        var (again, newAddress) = await EmulatorProcess.StartOnAsync(_folder["data"]);
        await using var running = again;
        await using var reader = new Caller(newAddress);
        Assert.Equal(kept + 1, (int)(await reader.PostAsync("/collections/c/points/count", "{}")).Result["count"]!);
        await reader.UpsertAsync($"[{point} 999}}]");
    }

    public void Dispose() => _folder.Dispose();

    private static async Task AssertHoldsAsync(Caller caller, HashSet<int> answered)
    {
        var points = (await caller.PostAsync("/collections/c/points/scroll", """{"limit": 1000000, "with_vector": true}""")).IsOk().Points;

        // One that was under way may be there; none may be half there.
        Assert.Empty(answered.Except(points.Select(point => (int)point!["id"]!)));
        Assert.All(points, point => Assert.Equal((int)point!["id"]!, (int)point["payload"]!["n"]!));
        Assert.All(points, point => Assert.Equal((int)point!["id"]!, (int)point["vector"]![0]!));
    }
}
