using System.Text.Json;
using DevFlow.KnowledgeHub.Chunking;
using DevFlow.KnowledgeHub.Qdrant;

namespace DevFlow.KnowledgeHub.Documents;

/// <summary>The chunks with their vectors, which searches look through.</summary>
internal sealed class ChunkStore(KnowledgeCollections collections)
{
    private const int MostKnown = 512;

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    /// <summary>The vectors of what was embedded already, in whatever document.</summary>
    public async Task<Dictionary<string, ReadOnlyMemory<float>>> KnownAsync(string model, IEnumerable<string> hashes, CancellationToken cancellationToken)
    {
        var (points, _) = await collections.Chunks.ScrollAsync(
            Filters.All(Filters.Is("model", model), Filters.IsAny("hash", hashes)), MostKnown, from: null, withVector: true, cancellationToken);
        var known = new Dictionary<string, ReadOnlyMemory<float>>(StringComparer.Ordinal);
        foreach (var point in points)
            known[point.GetProperty("payload").GetProperty("hash").GetString()!] = point.GetProperty("vector").Deserialize<float[]>();
        return known;
    }

    /// <summary>Puts chunks in, not to be found yet.</summary>
    public async Task StageAsync(
        Document document, string model, IReadOnlyList<Chunk> chunks, IReadOnlyDictionary<string, ReadOnlyMemory<float>> vectors, CancellationToken cancellationToken)
    {
        var revision = Ids.Revision(document.Hash, model);
        // What another hub has made ready meanwhile is found by searches, and stays so.
        var live = await LiveAsync(document.Id, revision, cancellationToken);
        await collections.Chunks.UpsertAsync(chunks.Where(chunk => !live.Contains(IdOf(chunk))).Select(chunk => new QdrantPoint(IdOf(chunk), vectors[chunk.Hash], new ChunkPayload
        {
            Document = document.Id,
            Revision = revision,
            Hash = chunk.Hash,
            Model = model,
            Live = false,
            Title = document.Title,
            Source = document.Source,
            Project = document.Project,
            Text = chunk.Text,
            Place = chunk.Place,
        })), cancellationToken);

        Guid IdOf(Chunk chunk) => Ids.Of($"{document.Id}", revision, $"{chunk.Index}");
    }

    /// <summary>From now on searches find this content of the document, and no other.</summary>
    public Task GoLiveAsync(Document document, string model, CancellationToken cancellationToken)
    {
        var revision = Filters.Is("revision", Ids.Revision(document.Hash, model));
        var own = Filters.Is("document", document.Id);
        return collections.Chunks.DoAsync(
            [
                new { set_payload = new { payload = new { live = true, title = document.Title }, filter = Filters.All(own, revision) } },
                new { delete = new { filter = Filters.AllBut(revision, own) } },
            ],
            cancellationToken);
    }

    public Task RenameAsync(Document document, CancellationToken cancellationToken) =>
        collections.Chunks.SetAsync(new { title = document.Title }, Filters.All(Filters.Is("document", document.Id)), cancellationToken);

    public Task DeleteAsync(Guid document, CancellationToken cancellationToken) =>
        collections.Chunks.DeleteAsync(Filters.All(Filters.Is("document", document)), cancellationToken);

    /// <summary>Lets go of what was put in for a content that is not to be found any more.</summary>
    public Task DropAsync(Document document, string model, CancellationToken cancellationToken) => collections.Chunks.DeleteAsync(
        Filters.All(Filters.Is("document", document.Id), Filters.Is("revision", Ids.Revision(document.Hash, model))), cancellationToken);

    private async Task<HashSet<Guid>> LiveAsync(Guid document, string revision, CancellationToken cancellationToken) =>
    [
        .. (await collections.Chunks.ScrollAllAsync(Filters.All(Filters.Is("document", document), Filters.Is("revision", revision), Filters.Is("live", true)), withVector: false, cancellationToken))
            .Select(point => point.GetProperty("id").GetGuid()),
    ];

    /// <summary>The nearest, best first.</summary>
    public async Task<IReadOnlyList<(ChunkPayload Chunk, double Score)>> SearchAsync(
        ReadOnlyMemory<float> vector, string model, int limit, string? project, CancellationToken cancellationToken)
    {
        IEnumerable<object> conditions = [Filters.Is("live", true), Filters.Is("model", model), .. project is null ? [] : (object[])[Filters.Is("project", project)]];
        var found = await collections.Chunks.QueryAsync(new { query = vector, limit, filter = Filters.All(conditions), with_payload = true }, cancellationToken);
        return [.. found.GetProperty("points").EnumerateArray()
            .Select(point => (point.GetProperty("payload").Deserialize<ChunkPayload>(_json)!, point.GetProperty("score").GetDouble()))];
    }
}
