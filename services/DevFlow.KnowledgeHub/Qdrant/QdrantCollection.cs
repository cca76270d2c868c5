using System.Text.Json;
using DevFlow.KnowledgeHub.Api;

namespace DevFlow.KnowledgeHub.Qdrant;

/// <summary>One collection.</summary>
internal sealed class QdrantCollection(QdrantRest rest, Func<string> name)
{
    // Vectors of some thousand numbers are some ten thousand characters each; Qdrant takes 32 MB.
    private const int Batch = 64;

    public string Name => name();

    private string Path => $"/collections/{Uri.EscapeDataString(Name)}";

    /// <summary>What it was made to be; null when there is none.</summary>
    public Task<JsonElement?> DescribeAsync(CancellationToken cancellationToken) => rest.SendAsync(HttpMethod.Get, Path, body: null, cancellationToken);

    public async Task CreateAsync(object vectors, CancellationToken cancellationToken)
    {
        try
        {
            await rest.SendAsync(HttpMethod.Put, Path, new { vectors }, cancellationToken);
        }
        catch (HubException fault) when (fault.Status is StatusCodes.Status409Conflict)
        {
            // Another hub made it just now.
        }
    }

    /// <summary>Makes those that are not there: whoever made the collection may have ended before.</summary>
    public async Task IndexAsync(JsonElement? description, IEnumerable<(string Field, string Type)> indexes, CancellationToken cancellationToken)
    {
        foreach (var (field, type) in indexes)
        {
            if (description is not { } known || !known.TryGetProperty("payload_schema", out var there) || !there.TryGetProperty(field, out _))
                await NeedAsync(HttpMethod.Put, "/index?wait=true", new { field_name = field, field_schema = type }, cancellationToken);
        }
    }

    /// <param name="points">The points.</param>
    /// <param name="over">What a point has to be that is replaced; one of the same id that is something else stays as it is. Null: whatever it is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task UpsertAsync(IEnumerable<QdrantPoint> points, object? over, CancellationToken cancellationToken)
    {
        foreach (var batch in points.Chunk(Batch))
            await NeedAsync(HttpMethod.Put, "/points?wait=true", new { points = batch, update_filter = over }, cancellationToken);
    }

    public Task UpsertAsync(IEnumerable<QdrantPoint> points, CancellationToken cancellationToken) => UpsertAsync(points, over: null, cancellationToken);

    public Task DeleteAsync(object filter, CancellationToken cancellationToken) =>
        NeedAsync(HttpMethod.Post, "/points/delete?wait=true", new { filter }, cancellationToken);

    public Task SetAsync(object payload, object filter, CancellationToken cancellationToken) =>
        NeedAsync(HttpMethod.Post, "/points/payload?wait=true", new { payload, filter }, cancellationToken);

    /// <summary>One after the other, by one call.</summary>
    public Task DoAsync(IEnumerable<object> operations, CancellationToken cancellationToken) =>
        NeedAsync(HttpMethod.Post, "/points/batch?wait=true", new { operations }, cancellationToken);

    public Task<JsonElement> QueryAsync(object query, CancellationToken cancellationToken) => NeedAsync(HttpMethod.Post, "/points/query", query, cancellationToken);

    public async Task<JsonElement?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var found = await NeedAsync(HttpMethod.Post, "/points", new { ids = new[] { id }, with_payload = true }, cancellationToken);
        return found.GetArrayLength() == 0 ? null : found[0];
    }

    /// <summary>A page of points in the order of their ids.</summary>
    public async Task<(IReadOnlyList<JsonElement> Points, string? Next)> ScrollAsync(
        object filter, int limit, string? from, bool withVector, CancellationToken cancellationToken)
    {
        var page = await NeedAsync(HttpMethod.Post, "/points/scroll", new { filter, limit, offset = from, with_payload = true, with_vector = withVector }, cancellationToken);
        return ([.. page.GetProperty("points").EnumerateArray()], page.GetProperty("next_page_offset").GetString());
    }

    /// <summary>All of them; for those that are few.</summary>
    public async Task<List<JsonElement>> ScrollAllAsync(object filter, bool withVector, CancellationToken cancellationToken)
    {
        List<JsonElement> all = [];
        string? from = null;
        do
        {
            var (points, next) = await ScrollAsync(filter, Batch * 4, from, withVector, cancellationToken);
            all.AddRange(points);
            from = next;
        }
        while (from is not null);
        return all;
    }

    private async Task<JsonElement> NeedAsync(HttpMethod method, string path, object body, CancellationToken cancellationToken) =>
        await rest.SendAsync(method, $"{Path}{path}", body, cancellationToken) ?? throw new CollectionGoneException(Name);
}
