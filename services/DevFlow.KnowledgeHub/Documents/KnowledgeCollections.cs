using System.Text.Json;
using DevFlow.KnowledgeHub.Api;
using DevFlow.KnowledgeHub.Qdrant;
using DevFlow.Secrets;

namespace DevFlow.KnowledgeHub.Documents;

/// <summary>The two collections of the hub: <c>QDRANT_COLLECTION</c> with the vectors, and one beside it with the documents.</summary>
internal sealed class KnowledgeCollections(QdrantRest rest, DevFlowSettings settings)
{
    private const string Key = "QDRANT_COLLECTION";

    public QdrantCollection Chunks { get; } = new(rest, () => Name(settings));

    public QdrantCollection Documents { get; } = new(rest, () => $"{Name(settings)}_documents");

    public async Task EnsureDocumentsAsync(CancellationToken cancellationToken)
    {
        var there = await Documents.DescribeAsync(cancellationToken);
        if (there is null)
            await Documents.CreateAsync(new { }, cancellationToken);
        await Documents.IndexAsync(there, [("kind", "keyword"), ("id", "keyword"), ("document", "keyword"), ("state", "keyword"), ("project", "keyword"), ("model", "keyword")], cancellationToken);
    }

    /// <summary>How many numbers a vector has; null when the collection is not there.</summary>
    public async Task<int?> DimensionAsync(CancellationToken cancellationToken) => DimensionOf(await Chunks.DescribeAsync(cancellationToken));

    private int? DimensionOf(JsonElement? there)
    {
        if (there is not { } description)
            return null;
        var vectors = description.GetProperty("config").GetProperty("params").GetProperty("vectors");
        return vectors.TryGetProperty("size", out var size) && size.TryGetInt32(out var dimension)
            ? dimension
            : throw HubException.Unavailable($"The collection '{Chunks.Name}' in Qdrant is not one of this hub: it has no vectors, or several by name. Set {Key} to another name.");
    }

    /// <exception cref="HubException">There is one of another dimension.</exception>
    public async Task EnsureChunksAsync(int dimension, CancellationToken cancellationToken)
    {
        var there = await Chunks.DescribeAsync(cancellationToken);
        if (there is null)
        {
            await Chunks.CreateAsync(new { size = dimension, distance = "Cosine" }, cancellationToken);
            there = await Chunks.DescribeAsync(cancellationToken);
        }

        // Another hub with another model may have made it.
        if (DimensionOf(there) is { } given && given != dimension)
            throw WrongDimension(given, dimension);
        await Chunks.IndexAsync(there, [("document", "keyword"), ("hash", "keyword"), ("model", "keyword"), ("live", "bool"), ("project", "keyword")], cancellationToken);
    }

    public HubException WrongDimension(int there, int given) => HubException.Unavailable(
        $"The collection '{Chunks.Name}' in Qdrant has vectors of {there} numbers, and DEFAULT_EMBEDDING_MODEL gives {given}. Set the model of before; or remove the collection, "
        + $"then the hub makes it anew and embeds all documents again; or set {Key} to another name.");

    private static string Name(DevFlowSettings settings) => settings.Get(Key, "devflow_knowledge");
}
