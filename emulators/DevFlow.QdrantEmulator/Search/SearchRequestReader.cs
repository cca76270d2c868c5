using System.Text.Json;

namespace DevFlow.QdrantEmulator;

/// <summary>Reads `points/search` and `points/query`.</summary>
internal static class SearchRequestReader
{
    private const int DefaultLimit = 10;

    private static readonly string[] _queries =
        ["recommend", "discover", "context", "order_by", "fusion", "rrf", "formula", "sample", "relevance_feedback", "mmr"];

    /// <summary>Of `search`: a vector, or one with its name.</summary>
    public static SearchRequest ReadSearch(JsonElement body, CollectionState state)
    {
        var vector = body.Need("vector");
        var name = CollectionConfig.Unnamed;
        if (vector.ValueKind == JsonValueKind.Object && vector.Find("name") is not null)
            (name, vector) = (vector.NeedText("name"), vector.Need("vector"));
        return Read(body, state, name, VectorReader.Read(vector, name, state.Config), without: null, limitName: "limit");
    }

    /// <summary>Of `query`: a vector, the id of a point that has one, or nothing.</summary>
    public static SearchRequest ReadQuery(JsonElement body, CollectionState state)
    {
        body.Refuse("prefetch", "lookup_from");
        var name = body.FindText("using") ?? CollectionConfig.Unnamed;
        if (body.Find("query") is not { } query)
        {
            if (body.Find("score_threshold") is not null)
                throw ApiException.BadRequest("A query is needed to use the score_threshold. Can't have score_threshold without defining a query.");
            return Read(body, state, name, vector: null, without: null, "internal.limit");
        }

        query.Refuse(_queries);
        var nearest = query.Find("nearest") ?? query;
        if (nearest.ValueKind is not (JsonValueKind.Number or JsonValueKind.String))
            return Read(body, state, name, VectorReader.Read(nearest, name, state.Config), without: null, "internal.limit");
        var id = PointId.Read(nearest);
        state.Config.Vector(name);
        var point = state.Points.GetValueOrDefault(id) ?? throw ApiException.NoPoint(id);
        var vector = point.Vectors.GetValueOrDefault(name) ?? throw ApiException.NoVector(name);
        // A point is not its own neighbour.
        return Read(body, state, name, vector, without: id, "internal.limit");
    }

    /// <summary>A limit that is as large as one likes; fewer points than that are there.</summary>
    public static int ReadLimit(JsonElement body, string name) => body.FindUnsigned("limit") switch
    {
        null => DefaultLimit,
        0 => throw ApiException.Invalid($"{name}: value 0 invalid, must be 1 or larger"),
        { } limit => (int)Math.Min(limit, int.MaxValue),
    };

    private static SearchRequest Read(JsonElement body, CollectionState state, string name, float[]? vector, PointId? without, string limitName)
    {
        body.Refuse("shard_key");
        body.FindObject("params");
        var filter = body.Find("filter") is { } json ? FilterReader.Read(json, state.Schema) : _ => true;
        return new SearchRequest
        {
            Vector = vector,
            VectorName = name,
            Filter = without is { } id ? candidate => candidate.Point!.Id != id && filter(candidate) : filter,
            Threshold = (float?)body.FindNumber("score_threshold"),
            Offset = (int)Math.Min(body.FindUnsigned("offset") ?? 0, int.MaxValue),
            Limit = ReadLimit(body, limitName),
            Shown = PointSelection.Read(body, payloadByDefault: false),
        };
    }
}
