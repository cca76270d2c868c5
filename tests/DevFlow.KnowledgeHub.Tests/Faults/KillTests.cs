namespace DevFlow.KnowledgeHub.Tests.Faults;

/// <summary>A hub that is killed in the middle of a document goes on with it.</summary>
public sealed class KillTests(Stores stores) : IClassFixture<Stores>
{
    [Fact]
    public async Task A_document_is_finished_after_a_kill_without_doubles_and_without_a_second_bill()
    {
        using var hub = new HubProcess(new HubSettings { Qdrant = stores.Qdrant.Address, Models = stores.Models.Address, Engine = stores.Tokens.Address });
        await hub.StartAsync();
        using var client = hub.Client();
        await client.IngestAsync("The collection is there.");
        // Of several batches: with the second under way the first is stored.
        var text = string.Concat(Enumerable.Range(1, 150).Select(number => $"# Chapter {number}\n\nThe badger of chapter {number}.\n\n"));
        var asked = new TaskCompletionSource();
        var batches = 0;
        stores.Models.Before = async () =>
        {
            if (Interlocked.Increment(ref batches) < 2)
                return;
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
        };

        using var ingest = await client.SendAsync(text, "text/markdown", "?source=book");
        var id = (string)(await ingest.JsonAsync())["id"]!;
        await asked.Task.WaitAsync(TestContext.Current.CancellationToken);
        // Half of a document is not shown.
        Assert.Single(await SearchedWhileAskedAsync(client));
        await hub.KillAsync();
        stores.Models.Before = null;
        var embedded = stores.Models.Embedded.Count(Badgers);
        await hub.StartAsync();

        await client.InStateAsync(id, "ready");
        Assert.Equal(151, await CountAsync());
        Assert.Equal(64, embedded);
        Assert.Equal(150, stores.Models.Embedded.Count(Badgers));
        Assert.NotEmpty(await client.SearchAsync("badger"));
    }

    private static bool Badgers(string text) => text.Contains("badger of", StringComparison.Ordinal);

    private async Task<List<System.Text.Json.Nodes.JsonNode>> SearchedWhileAskedAsync(HttpClient client)
    {
        var before = stores.Models.Before;
        stores.Models.Before = null;
        var found = await client.SearchAsync("badger");
        stores.Models.Before = before;
        return found;
    }

    private async Task<int> CountAsync()
    {
        using var http = new HttpClient { BaseAddress = stores.Qdrant.Address };
        http.DefaultRequestHeaders.Add("api-key", Stores.QdrantKey);
        using var content = new StringContent("{}", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using var answer = await http.PostAsync(new Uri("/collections/devflow_knowledge/points/count", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return (int)(await answer.JsonAsync())["result"]!["count"]!;
    }
}
