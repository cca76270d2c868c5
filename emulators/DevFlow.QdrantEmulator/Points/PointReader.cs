using System.Text.Json;

namespace DevFlow.QdrantEmulator;

/// <summary>Reads the points of an upsert, in both forms: a list, or columns.</summary>
internal static class PointReader
{
    private static readonly JsonElement _empty = JsonDocument.Parse("{}").RootElement;

    /// <summary>Points with version 0, as they have no number yet.</summary>
    public static List<Point> Read(JsonElement body, CollectionConfig config)
    {
        body.Refuse("shard_key");
        if (body.FindObject("batch") is { } batch)
            return ReadColumns(batch, config);
        var points = body.FindList("points") ?? throw ApiException.Format("missing field `points` or `batch`");
        return [.. points.EnumerateArray().Select(point => new Point(
            PointId.Read(point.Expect(JsonValueKind.Object, "points[]").Need("id")),
            0,
            VectorReader.ReadAll(point.Need("vector"), config),
            ReadPayload(point.Find("payload"))))];
    }

    private static List<Point> ReadColumns(JsonElement batch, CollectionConfig config)
    {
        var ids = PointId.ReadList(batch.Need("ids"));
        var vectors = ReadVectorColumns(batch.Need("vectors"), ids.Count, config);
        var payloads = batch.FindList("payloads");
        if (payloads is { } list && list.GetArrayLength() != ids.Count)
            throw ApiException.Invalid($"batch: number of ids and payloads must be equal ({ids.Count} != {list.GetArrayLength()})");
        return [.. ids.Select((id, index) => new Point(id, 0, vectors[index], ReadPayload(payloads?[index])))];
    }

    private static List<Dictionary<string, float[]>> ReadVectorColumns(JsonElement json, int count, CollectionConfig config)
    {
        var rows = Enumerable.Range(0, count).Select(_ => new Dictionary<string, float[]>(StringComparer.Ordinal)).ToList();
        if (json.ValueKind == JsonValueKind.Array)
            AddColumn(CollectionConfig.Unnamed, json);
        else
        {
            foreach (var column in json.Expect(JsonValueKind.Object, "vectors").EnumerateObject())
                AddColumn(column.Name, column.Value);
        }

        return rows;

        void AddColumn(string name, JsonElement column)
        {
            var length = column.Expect(JsonValueKind.Array, "vectors").GetArrayLength();
            if (length != count)
                throw ApiException.Invalid($"batch: number of ids and vectors must be equal ({count} != {length})");
            var index = 0;
            foreach (var vector in column.EnumerateArray())
                rows[index++][name] = VectorReader.Read(vector, name, config);
        }
    }

    private static JsonElement ReadPayload(JsonElement? json) => json switch
    {
        null or { ValueKind: JsonValueKind.Null } => _empty,
        { } payload => payload.Expect(JsonValueKind.Object, "payload"),
    };
}
