using System.Text.Json;
using DevFlow.KnowledgeHub.Api;
using DevFlow.KnowledgeHub.Chunking;
using DevFlow.KnowledgeHub.Qdrant;

namespace DevFlow.KnowledgeHub.Documents;

/// <summary>
/// The documents and their text, in a collection of their own that has no vectors: it is there before any model has answered, and what was embedded can be made anew
/// from it. The hub itself keeps nothing, so that it can be moved, killed and started twice.
/// </summary>
internal sealed class DocumentStore(KnowledgeCollections collections)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);
    private static readonly object _documents = Filters.Is("kind", DocumentKinds.Document);

    public Task EnsureAsync(CancellationToken cancellationToken) => collections.EnsureDocumentsAsync(cancellationToken);

    public async Task<Document?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await DoAsync(store => store.FindAsync(id, cancellationToken), cancellationToken) is { } point ? Read<Document>(point) : null;

    /// <summary>Keeps a document that is to be embedded. What was there of it before stays found until then.</summary>
    /// <param name="document">The document.</param>
    /// <param name="before">What was found in its place; null when there was nothing.</param>
    /// <param name="chunks">Its text.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whether it is kept: not when something else than <paramref name="before"/> has come into its place meanwhile.</returns>
    /// <exception cref="HubException">It was taken away or replaced while it was being kept.</exception>
    public async Task<bool> SaveAsync(Document document, Document? before, IReadOnlyList<Chunk> chunks, CancellationToken cancellationToken)
    {
        await DoAsync(
            store => store.UpsertAsync(
                [new QdrantPoint(document.Id, QdrantPoint.NoVector, document with { State = DocumentState.Receiving })], Filters.All(MarkOf(before ?? document)), cancellationToken),
            cancellationToken);
        if ((await FindAsync(document.Id, cancellationToken))?.Mark != document.Mark)
            return false;
        await DoAsync(store => store.UpsertAsync(chunks.Select(chunk => PointOf(document, chunk)), cancellationToken), cancellationToken);
        if (document.Leftovers.Count > 0)
            await DeletePiecesAsync(document.Id, document.Leftovers, cancellationToken);
        await SetAsync(document, new { state = document.State, leftovers = Array.Empty<string>() }, cancellationToken);
        var now = await FindAsync(document.Id, cancellationToken);
        if (now?.Mark == document.Mark)
            return true;
        await DeletePiecesAsync(document.Id, [document.Mark], cancellationToken);
        return now?.Hash == document.Hash ? true : throw HubException.Conflict(
            "While this document was being kept, it was taken away, or another content was sent in its place. Look at what is there now, and send it again if it is to be that.");
    }

    public Task<List<Document>> InStateAsync(IEnumerable<string> states, CancellationToken cancellationToken) => DoAsync(
        async store => (await store.ScrollAllAsync(Filters.All(_documents, Filters.IsAny("state", states)), withVector: false, cancellationToken)).ConvertAll(Read<Document>),
        cancellationToken);

    /// <summary>Those that searches find, and that another model than this one embedded: none as a rule, however many documents there are.</summary>
    public Task<List<Document>> OfOtherModelsAsync(string model, CancellationToken cancellationToken) => DoAsync(
        async store => (await store.ScrollAllAsync(Filters.AllBut(Filters.Is("model", model), _documents, Filters.Is("state", DocumentState.Ready)), withVector: false, cancellationToken))
            .ConvertAll(Read<Document>),
        cancellationToken);

    public Task<(IReadOnlyList<Document> Documents, string? Next)> ListAsync(
        string? state, string? project, int limit, string? from, CancellationToken cancellationToken) => DoAsync<(IReadOnlyList<Document>, string?)>(
        async store =>
        {
            IEnumerable<object> conditions = [_documents, .. state is null ? [] : (object[])[Filters.Is("state", state)], .. project is null ? [] : (object[])[Filters.Is("project", project)]];
            var (points, next) = await store.ScrollAsync(Filters.All(conditions), limit, from, withVector: false, cancellationToken);
            return ([.. points.Select(Read<Document>)], next);
        },
        cancellationToken);

    /// <summary>Changes a document, unless another has taken its place.</summary>
    public Task SetAsync(Document document, object changes, CancellationToken cancellationToken) => DoAsync(
        store => store.SetAsync(changes, Filters.All(_documents, Filters.Is("id", document.Id), MarkOf(document)), cancellationToken), cancellationToken);

    public async Task<List<Chunk>> ChunksAsync(Document document, CancellationToken cancellationToken)
    {
        var pieces = await DoAsync(store => store.ScrollAllAsync(PiecesOf(document.Id, [document.Mark]), withVector: false, cancellationToken), cancellationToken);
        return [.. pieces.Select(point => Read<Piece>(point).Chunk).OrderBy(chunk => chunk.Index)];
    }

    /// <summary>Lets go of the text of contents that were replaced.</summary>
    public Task DeletePiecesAsync(Guid document, IEnumerable<string> marks, CancellationToken cancellationToken) =>
        DoAsync(store => store.DeleteAsync(PiecesOf(document, marks), cancellationToken), cancellationToken);

    public Task DeleteAsync(Guid id, CancellationToken cancellationToken) => DoAsync(
        store => store.DoAsync(
            [
                new { delete = new { filter = Filters.All(_documents, Filters.Is("id", id)) } },
                new { delete = new { filter = Filters.All(Filters.Is("kind", DocumentKinds.Piece), Filters.Is("document", id)) } },
            ],
            cancellationToken),
        cancellationToken);

    // The collection may have gone: then there is an empty one.
    private async Task<T> DoAsync<T>(Func<QdrantCollection, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work(collections.Documents);
        }
        catch (CollectionGoneException)
        {
            await EnsureAsync(cancellationToken);
            return await work(collections.Documents);
        }
    }

    private Task<bool> DoAsync(Func<QdrantCollection, Task> work, CancellationToken cancellationToken) => DoAsync(
        async store =>
        {
            await work(store);
            return true;
        },
        cancellationToken);

    private static object MarkOf(Document document) => document.Keeping is "" ? Filters.Is("hash", document.Hash) : Filters.Is("keeping", document.Keeping);

    private static object PiecesOf(Guid document, IEnumerable<string> marks) =>
        Filters.All(Filters.Is("kind", DocumentKinds.Piece), Filters.Is("document", document), Filters.IsAny("hash", marks));

    private static QdrantPoint PointOf(Document document, Chunk chunk) => new(
        Ids.Of($"{document.Id}", document.Mark, $"{chunk.Index}"), QdrantPoint.NoVector, new Piece { Document = document.Id, Hash = document.Mark, Chunk = chunk });

    private static T Read<T>(JsonElement point) => point.GetProperty("payload").Deserialize<T>(_json)!;
}
