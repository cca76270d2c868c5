using DevFlow.KnowledgeHub.Chunking;
using DevFlow.KnowledgeHub.Documents;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.KnowledgeHub.Tests.Documents;

/// <summary>Two hubs at the same work at the same Qdrant.</summary>
public sealed class TwoHubsTests(HubFixture fixture) : IClassFixture<HubFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_one_has_made_ready_the_other_does_not_hide()
    {
        using var client = fixture.Hub.Client();
        await client.IngestAsync("Otters hold hands.");
        var services = fixture.Hub.Services;
        var document = Assert.Single(await services.GetRequiredService<DocumentStore>().InStateAsync([DocumentState.Ready], Cancellation), one => one.Title == "Otters hold hands.");
        var chunks = await services.GetRequiredService<DocumentStore>().ChunksAsync(document, Cancellation);
        var vectors = chunks.ToDictionary(chunk => chunk.Hash, chunk => (ReadOnlyMemory<float>)BagOfWords.VectorOf(chunk.Text, fixture.Stores.Models.Dimension), StringComparer.Ordinal);

        await services.GetRequiredService<ChunkStore>().StageAsync(document, document.Model, [.. chunks, new Chunk(chunks.Count, chunks[0].Text, chunks[0].Heading, "new")], vectors, Cancellation);

        Assert.Equal("Otters hold hands.", (string)Assert.Single(await client.SearchAsync("otters"))["text"]!);
    }

    [Fact]
    public async Task A_collection_that_the_other_has_just_made_is_taken_and_its_indexes_are_made_whole()
    {
        await using var hub = fixture.Stores.StartHub();
        using var client = hub.Client();
        await client.IngestAsync("Anything.");
        var collections = hub.Services.GetRequiredService<KnowledgeCollections>();
        using var http = new HttpClient { BaseAddress = fixture.Stores.Qdrant.Address };
        http.DefaultRequestHeaders.Add("api-key", Stores.QdrantKey);
        using var gone = await http.DeleteAsync(new Uri($"/collections/{collections.Chunks.Name}/index/hash?wait=true", UriKind.Relative), Cancellation);
        Assert.True(gone.IsSuccessStatusCode);

        await collections.Chunks.CreateAsync(new { size = 256, distance = "Cosine" }, Cancellation);
        await collections.EnsureChunksAsync(256, Cancellation);

        var schema = (await collections.Chunks.DescribeAsync(Cancellation))!.Value.GetProperty("payload_schema");
        Assert.Equal(["document", "hash", "live", "model", "project"], schema.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
    }
}
