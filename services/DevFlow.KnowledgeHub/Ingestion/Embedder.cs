using DevFlow.KnowledgeHub.Chunking;
using DevFlow.KnowledgeHub.Documents;
using DevFlow.KnowledgeHub.Models;

namespace DevFlow.KnowledgeHub.Ingestion;

/// <summary>
/// Makes one document of the queue ready. Done again after a crash, in the middle of anything, it comes to the same: points have the ids of what they are, and what was
/// embedded is not embedded again.
/// </summary>
internal sealed class Embedder(DocumentStore documents, ChunkStore chunks, KnowledgeCollections collections, Aosentry models)
{
    private const int Batch = 64;

    public async Task EmbedAsync(Document document, CancellationToken cancellationToken)
    {
        using var span = HubTelemetry.Source.StartActivity(HubTelemetry.EmbedSpan);
        span?.SetTag(HubTelemetry.DocumentTag, document.Id).SetTag(HubTelemetry.ChunksTag, document.Chunks);
        var model = models.EmbeddingModel;
        var text = await documents.ChunksAsync(document, cancellationToken);
        // Replaced just now, or lost: a part of a document is not shown as the whole.
        if (text.Count != document.Chunks)
        {
            await documents.SetAsync(document, new { state = DocumentState.Failed, problem = "Its text is not there as a whole. Send it again.", model = "" }, cancellationToken);
            HubTelemetry.Documents.Add(1, new KeyValuePair<string, object?>(HubTelemetry.StateTag, DocumentState.Failed));
            return;
        }

        foreach (var batch in text.Chunk(Batch))
            await chunks.StageAsync(document, model, batch, await VectorsAsync(model, batch, cancellationToken), cancellationToken);

        // It may have been taken away or replaced meanwhile.
        if (await documents.FindAsync(document.Id, cancellationToken) is not { } now || now.Hash != document.Hash)
        {
            await chunks.DropAsync(document, model, cancellationToken);
            return;
        }

        await chunks.GoLiveAsync(now, model, cancellationToken);
        await documents.SetAsync(document, new { state = DocumentState.Ready, problem = "", model, before = "" }, cancellationToken);
        if (document.Before is not "" && document.Before != document.Mark)
            await documents.DeletePiecesAsync(document.Id, [document.Before], cancellationToken);
        if (await documents.FindAsync(document.Id, cancellationToken) is null)
            await chunks.DeleteAsync(document.Id, cancellationToken);
        HubTelemetry.Documents.Add(1, new KeyValuePair<string, object?>(HubTelemetry.StateTag, DocumentState.Ready));
    }

    private async Task<IReadOnlyDictionary<string, ReadOnlyMemory<float>>> VectorsAsync(string model, Chunk[] batch, CancellationToken cancellationToken)
    {
        var vectors = await chunks.KnownAsync(model, batch.Select(chunk => chunk.Hash).Distinct(StringComparer.Ordinal), cancellationToken);
        List<Chunk> missing = [.. batch.DistinctBy(chunk => chunk.Hash).Where(chunk => !vectors.ContainsKey(chunk.Hash))];
        if (missing.Count == 0)
            return vectors;
        var answer = await models.EmbedAsync([.. missing.Select(chunk => chunk.Embedded)], cancellationToken);
        // The setting was changed just now: what was embedded so far is of another model.
        if (answer.Model != model)
            throw new ModelException(ModelFault.Broken, "DEFAULT_EMBEDDING_MODEL was changed; the document is embedded again.");
        await collections.EnsureChunksAsync(answer.Vectors[0].Length, cancellationToken);
        HubTelemetry.Embedded.Add(missing.Count);
        foreach (var (chunk, vector) in missing.Zip(answer.Vectors))
            vectors[chunk.Hash] = vector;
        return vectors;
    }
}
