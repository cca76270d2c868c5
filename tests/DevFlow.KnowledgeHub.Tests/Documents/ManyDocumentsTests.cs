namespace DevFlow.KnowledgeHub.Tests.Documents;

/// <summary>What one more document costs does not grow with those that are there.</summary>
public sealed class ManyDocumentsTests(Stores stores) : IClassFixture<Stores>
{
    private const int Many = 60;

    [Fact]
    public async Task To_take_one_document_the_others_are_not_read()
    {
        await using var qdrant = await CountedQdrant.StartAsync(stores.Qdrant.Address);
        await using var hub = stores.StartHub(settings => settings with { Qdrant = qdrant.Address });
        using var client = hub.Client();
        for (var i = 0; i < Many; i++)
            await client.IngestAsync($"Document number {i}.", query: $"?source={i}");

        var before = qdrant.Read;
        await client.IngestAsync("One more.", query: "?source=more");

        // Itself in the queue and its piece, by each of the rounds that may have looked.
        Assert.InRange(qdrant.Read - before, 1, Many / 4);
    }
}
