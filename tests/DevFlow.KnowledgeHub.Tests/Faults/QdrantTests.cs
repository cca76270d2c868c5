using System.Net;
using DevFlow.QdrantEmulator;

namespace DevFlow.KnowledgeHub.Tests.Faults;

/// <summary>Qdrant away, empty or made for another model.</summary>
public sealed class QdrantTests(Stores stores) : IClassFixture<Stores>, IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("devflow-qdrant-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Away_at_the_start_it_is_said_and_the_hub_goes_on_when_it_comes()
    {
        var qdrant = await StartAsync();
        var address = qdrant.Address;
        await qdrant.DisposeAsync();
        await using var hub = stores.StartHub(settings => settings with { Qdrant = address });
        using var client = hub.Client();

        using var ingest = await client.SendAsync("Anything.");
        using var search = await client.TrySearchAsync("anything");
        using var list = await client.GetAsync(new Uri("/api/v1/documents", UriKind.Relative), Cancellation);
        using var health = await client.GetAsync(new Uri("/health", UriKind.Relative), Cancellation);

        foreach (var refused in (HttpResponseMessage[])[ingest, search, list])
            Assert.Contains($"Qdrant at 127.0.0.1:{address.Port} does not answer", await refused.ProblemAsync(HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        await using var back = await StartAsync(address);
        await client.IngestAsync("Anything.");
    }

    [Fact]
    public async Task Away_in_the_middle_of_the_work_nothing_is_lost_and_nothing_is_there_twice()
    {
        var qdrant = await StartAsync();
        var address = qdrant.Address;
        await using var hub = stores.StartHub(settings => settings with { Qdrant = address });
        using var client = hub.Client();
        await client.IngestAsync("The first.");

        // Between the model's answer and the store: the models hold the answer until the store is gone.
        var asked = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        stores.Models.Before = async () =>
        {
            asked.TrySetResult();
            await goOn.Task;
        };
        using var ingest = await client.SendAsync(Book("otter"), "text/markdown");
        await asked.Task.WaitAsync(Cancellation);
        await qdrant.DisposeAsync();
        stores.Models.Before = null;
        goOn.SetResult();
        using var search = await client.TrySearchAsync("otter");
        await using var back = await StartAsync(address);

        Assert.Contains("does not answer", await search.ProblemAsync(HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
        await client.InStateAsync((string)(await ingest.JsonAsync())["id"]!, "ready");
        Assert.Equal(Chapters, (await client.SearchAsync("otter", limit: 50)).Count(result => ((string)result["text"]!).Contains("otter", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_collection_that_has_gone_is_made_anew_and_filled_again()
    {
        await using var qdrant = await StartAsync();
        await using var hub = stores.StartHub(settings => settings with { Qdrant = qdrant.Address, Collection = "knowledge" });
        using var client = hub.Client();
        await client.IngestAsync("Storks winter in Africa.");
        using var http = new HttpClient { BaseAddress = qdrant.Address };
        http.DefaultRequestHeaders.Add("api-key", Stores.QdrantKey);

        using var gone = await http.DeleteAsync(new Uri("/collections/knowledge", UriKind.Relative), Cancellation);

        // The search that finds it gone says so and wakes the hub.
        while (true)
        {
            using var search = await client.TrySearchAsync("storks");
            if (search.IsSuccessStatusCode && (await search.JsonAsync())["results"]!.AsArray() is [var result])
            {
                Assert.Equal("Storks winter in Africa.", (string)result!["text"]!);
                break;
            }

            if (!search.IsSuccessStatusCode)
                Assert.Contains("no collection 'knowledge'", await search.ProblemAsync(HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
            await Task.Delay(50, Cancellation);
        }
    }

    [Fact]
    public async Task A_collection_of_another_dimension_is_said_by_both_and_a_removed_one_is_filled_again()
    {
        await using var qdrant = await StartAsync();
        await using var hub = stores.StartHub(settings => settings with { Qdrant = qdrant.Address, Collection = "knowledge", Env = "DEFAULT_EMBEDDING_MODEL=small" });
        using var client = hub.Client();
        var id = await client.IngestAsync("Storks winter in Africa.");
        stores.Models.Dimension = 300;
        try
        {
            hub.Folder.Set("DEFAULT_EMBEDDING_MODEL", "large");
            await client.InStateAsync(id, "queued", document => ((string?)document["problem"])?.Contains("vectors of 256 numbers, and DEFAULT_EMBEDDING_MODEL gives 300", StringComparison.Ordinal) is true);
            using var search = await client.TrySearchAsync("storks");
            Assert.Contains("256", await search.ProblemAsync(HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);

            using var http = new HttpClient { BaseAddress = qdrant.Address };
            http.DefaultRequestHeaders.Add("api-key", Stores.QdrantKey);
            using var gone = await http.DeleteAsync(new Uri("/collections/knowledge", UriKind.Relative), Cancellation);
            await client.InStateAsync(id, "ready", document => (string?)document["model"] == "large");
            Assert.Single(await client.SearchAsync("storks"));
        }
        finally
        {
            stores.Models.Dimension = 256;
        }
    }

    [Fact]
    public async Task Another_model_embeds_all_documents_again()
    {
        await using var hub = stores.StartHub(settings => settings with { Env = "DEFAULT_EMBEDDING_MODEL=one" });
        using var client = hub.Client();
        var id = await client.IngestAsync("Storks winter in Africa.");

        hub.Folder.Set("DEFAULT_EMBEDDING_MODEL", "two");

        await client.InStateAsync(id, "ready", document => (string?)document["model"] == "two");
        Assert.Single(await client.SearchAsync("storks"));
    }

    [Fact]
    public async Task A_wrong_key_of_qdrant_is_named_and_not_said()
    {
        await using var hub = stores.StartHub(settings => settings with { QdrantKey = "qdrant-wrong-key-0815-AbCdEf" });
        using var client = hub.Client();

        using var ingest = await client.SendAsync("Anything.");

        var problem = await ingest.ProblemAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Contains("QDRANT_API_KEY", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("0815", problem, StringComparison.Ordinal);
    }

    private const int Chapters = 40;

    internal static string Book(string animal) =>
        string.Concat(Enumerable.Range(1, Chapters).Select(number => $"# Chapter {number}\n\nThe {animal} of chapter {number} meets friend number {number}.\n\n"));

    private Task<QdrantEmulatorServer> StartAsync(Uri? again = null) => QdrantEmulatorServer.StartAsync(
        new QdrantEmulatorOptions { Quiet = true, ApiKey = Stores.QdrantKey, DataFolder = _data, Url = again?.ToString() ?? "http://127.0.0.1:0" }, Cancellation);
}
