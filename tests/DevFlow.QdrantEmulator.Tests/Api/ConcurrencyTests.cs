namespace DevFlow.QdrantEmulator.Tests;

/// <summary>Many callers at once.</summary>
public sealed class ConcurrencyTests
{
    [Fact]
    public async Task Parallel_changes_and_searches_leave_what_each_made()
    {
        using var folder = new TestFolder();
        var options = new QdrantEmulatorOptions { Quiet = true, DataFolder = folder["data"] };
        await using (var caller = await Caller.StartWithCollectionAsync(options: options))
        {
            await Parallel.ForEachAsync(Enumerable.Range(1, 200), TestContext.Current.CancellationToken, async (number, _) =>
            {
                await caller.UpsertAsync($$$"""
                    [{"id": {{{number}}}, "vector": [{{{number}}}, 1], "payload": {"n": {{{number}}}}},
                    {"id": 1000, "vector": [{{{number}}}, {{{number}}}]}]
                    """);
                var found = (await caller.PostAsync("/collections/c/points/query", """{"query": [1, 0], "limit": 500, "with_payload": true}""")).IsOk().Points;
                // A search sees whole changes only: with every point came the shared one.
                Assert.Contains(found, point => (int)point!["id"]! == 1000);
                if (number % 2 == 0)
                    (await caller.PostAsync("/collections/c/points/delete?wait=true", $$"""{"points": [{{number}}]}""")).IsOk();
            });
            await AssertAllAsync(caller);
        }

        await using var again = await Caller.StartAsync(options);
        await AssertAllAsync(again);
    }

    [Fact]
    public async Task Of_many_that_create_a_collection_one_does()
    {
        await using var caller = await Caller.StartAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => caller.SendAsync("PUT", "/collections/c", "{}")));

        Assert.Single(replies, reply => (int)reply.Status == 200);
        Assert.Equal(19, replies.Count(reply => (int)reply.Status == 409));
    }

    private static async Task AssertAllAsync(Caller caller)
    {
        var points = (await caller.PostAsync("/collections/c/points/scroll", """{"limit": 1000}""")).IsOk().Points;

        Assert.Equal([.. Enumerable.Range(1, 200).Where(number => number % 2 == 1), 1000], points.Select(point => (int)point!["id"]!));
        Assert.All(points.SkipLast(1), point => Assert.Equal((int)point!["id"]!, (int)point["payload"]!["n"]!));
    }
}
