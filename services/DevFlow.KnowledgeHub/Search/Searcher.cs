using System.Diagnostics;
using DevFlow.KnowledgeHub.Api;
using DevFlow.KnowledgeHub.Documents;
using DevFlow.KnowledgeHub.Ingestion;
using DevFlow.KnowledgeHub.Models;
using DevFlow.KnowledgeHub.Qdrant;
using DevFlow.Secrets;

namespace DevFlow.KnowledgeHub.Search;

/// <summary>Finds the chunks that are nearest to what is asked.</summary>
internal sealed class Searcher(Aosentry models, ChunkStore chunks, KnowledgeCollections collections, SecretScrubber scrubber, IngestionSignal signal)
{
    public const int MostQueried = 8000;

    private const int DefaultLimit = 8;
    private const int MostFound = 50;

    /// <exception cref="HubException">The question is none, or AOSentry or Qdrant is away.</exception>
    public async Task<IReadOnlyList<SearchResult>> SearchAsync(SearchRequest request, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Query) || request.Query.Length > MostQueried)
            throw HubException.Invalid($"The query has from 1 to {MostQueried} characters.");
        var limit = request.Limit ?? DefaultLimit;
        if (limit is < 1 or > MostFound)
            throw HubException.Invalid($"The limit is from 1 to {MostFound}.");
        using var span = HubTelemetry.Source.StartActivity(HubTelemetry.SearchSpan);
        var query = await models.EmbedAsync([request.Query], cancellationToken);
        var found = await FindAsync(query.Vectors[0], query.Model, limit, request.Project, cancellationToken);
        span?.SetTag(HubTelemetry.ResultsTag, found.Count);
        return [.. found.Select(result => Of(result.Chunk, result.Score))];
    }

    // Documents hold no secret when they come in; one that became known since may stand in an old one.
    private SearchResult Of(ChunkPayload chunk, double score) =>
        new(chunk.Document, scrubber.Scrub(chunk.Title), chunk.Source is null ? null : scrubber.Scrub(chunk.Source), scrubber.Scrub(chunk.Text), score, scrubber.Scrub(chunk.Place));

    private async Task<IReadOnlyList<(ChunkPayload Chunk, double Score)>> FindAsync(
        ReadOnlyMemory<float> vector, string model, int limit, string? project, CancellationToken cancellationToken)
    {
        var begin = Stopwatch.GetTimestamp();
        try
        {
            return await chunks.SearchAsync(vector, model, limit, project, cancellationToken);
        }
        catch (CollectionGoneException)
        {
            signal.Set();
            throw;
        }
        catch (HubException fault) when (fault is not QdrantAwayException)
        {
            // What Qdrant will not have of a vector is its length.
            if (await collections.DimensionAsync(cancellationToken) is { } dimension && dimension != vector.Length)
                throw collections.WrongDimension(dimension, vector.Length);
            throw;
        }
        finally
        {
            HubTelemetry.SearchDuration.Record(Stopwatch.GetElapsedTime(begin).TotalSeconds);
        }
    }
}
