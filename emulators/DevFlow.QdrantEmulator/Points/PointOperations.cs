using System.Text.Json;

namespace DevFlow.QdrantEmulator;

/// <summary>What can be done to points. Each is read first, and makes its change of what is there when its turn comes.</summary>
internal static class PointOperations
{
    private static readonly JsonElement _empty = JsonElement.Parse("{}");

    /// <param name="name">As `points/batch` calls it.</param>
    /// <param name="body">Its request.</param>
    /// <param name="state">What it is held to: vectors never change, an index seldom.</param>
    public static Func<CollectionState, Change> Read(string name, JsonElement body, CollectionState state) => name switch
    {
        "upsert" => Upsert(body, state),
        "delete" or "delete_points" => Delete(body, state),
        "set_payload" => SetPayload(body, state),
        "overwrite_payload" => Edit(body, state, ReadOverwritten(body)),
        "delete_payload" => Edit(body, state, ReadRemoved(body)),
        "clear_payload" => Edit(body, state, _ => _empty),
        "update_vectors" => UpdateVectors(body, state),
        "delete_vectors" => DeleteVectors(body, state),
        _ => throw ApiException.Format($"unknown operation `{name}`"),
    };

    private static Func<CollectionState, Change> Upsert(JsonElement body, CollectionState state)
    {
        // The last one of an id counts.
        var points = PointReader.Read(body, state.Config).GroupBy(point => point.Id).Select(same => same.Last()).ToList();
        var filter = body.Find("update_filter") is { } json ? FilterReader.Read(json, state.Schema) : null;
        var mode = body.FindText("update_mode") ?? "upsert";
        if (mode is not ("upsert" or "insert_only" or "update_only"))
            throw ApiException.Format($"unknown variant `{mode}`, expected one of `upsert`, `insert_only`, `update_only`");
        return current => new Change
        {
            Put = [.. points.Where(point => current.Points.TryGetValue(point.Id, out var known)
                ? mode != "insert_only" && (filter is null || filter(new Candidate(known, known.Payload)))
                : mode != "update_only")],
        };
    }

    private static Func<CollectionState, Change> Delete(JsonElement body, CollectionState state)
    {
        var select = PointSelector.Read(body, state.Schema, mustExist: false);
        return current => new Change { Deleted = [.. select(current).Select(point => point.Id)] };
    }

    private static Func<CollectionState, Change> SetPayload(JsonElement body, CollectionState state)
    {
        var values = body.Need("payload").Expect(JsonValueKind.Object, "payload");
        var at = body.FindText("key") is { } key ? PayloadPath.Parse(key) : null;
        return Edit(body, state, payload => PayloadEdit.Set(payload, values, at));
    }

    private static Func<JsonElement, JsonElement> ReadOverwritten(JsonElement body)
    {
        body.Refuse("key");
        var payload = body.Need("payload").Expect(JsonValueKind.Object, "payload");
        return _ => payload;
    }

    private static Func<JsonElement, JsonElement> ReadRemoved(JsonElement body)
    {
        var paths = body.Need("keys").Expect(JsonValueKind.Array, "keys").EnumerateArray()
            .Select(key => PayloadPath.Parse(key.Expect(JsonValueKind.String, "keys[]").GetString()!)).ToList();
        return payload => PayloadEdit.Remove(payload, paths);
    }

    private static Func<CollectionState, Change> UpdateVectors(JsonElement body, CollectionState state)
    {
        body.Refuse("shard_key", "update_filter");
        var updates = body.Need("points").Expect(JsonValueKind.Array, "points").EnumerateArray()
            .Select(point => (Id: PointId.Read(point.Need("id")), Vectors: VectorReader.ReadAll(point.Need("vector"), state.Config))).ToList();
        return current =>
        {
            var changed = new Dictionary<PointId, Point>();
            foreach (var (id, vectors) in updates)
            {
                var before = changed.GetValueOrDefault(id) ?? current.Points.GetValueOrDefault(id) ?? throw ApiException.NoPoint(id);
                changed[id] = before with { Vectors = Merged(before.Vectors, vectors) };
            }

            return new Change { Put = [.. changed.Values] };
        };
    }

    private static Func<CollectionState, Change> DeleteVectors(JsonElement body, CollectionState state)
    {
        var names = body.Need("vector").Expect(JsonValueKind.Array, "vector").EnumerateArray()
            .Select(name => name.Expect(JsonValueKind.String, "vector[]").GetString()!).ToHashSet(StringComparer.Ordinal);
        foreach (var name in names)
            state.Config.Vector(name);
        var select = PointSelector.Read(body, state.Schema, mustExist: true);
        return current => new Change
        {
            Put = [.. select(current).Select(point => point with
            {
                Vectors = point.Vectors.Where(entry => !names.Contains(entry.Key)).ToDictionary(StringComparer.Ordinal),
            })],
        };
    }

    private static Func<CollectionState, Change> Edit(JsonElement body, CollectionState state, Func<JsonElement, JsonElement> edit)
    {
        var select = PointSelector.Read(body, state.Schema, mustExist: true);
        return current => new Change { Put = [.. select(current).Select(point => point with { Payload = edit(point.Payload) })] };
    }

    private static Dictionary<string, float[]> Merged(IReadOnlyDictionary<string, float[]> before, Dictionary<string, float[]> changes)
    {
        var merged = before.ToDictionary(StringComparer.Ordinal);
        foreach (var (name, vector) in changes)
            merged[name] = vector;
        return merged;
    }
}
