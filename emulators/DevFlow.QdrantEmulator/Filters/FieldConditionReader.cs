using System.Text.Json;

namespace DevFlow.QdrantEmulator;

/// <summary>Makes a condition on a field of the payload: one of match, range, values_count, is_empty and is_null.</summary>
internal sealed class FieldConditionReader(PayloadPath path, PayloadSchema schema, PayloadPath? nested)
{
    private static readonly string[] _tests =
        ["match", "range", "values_count", "is_empty", "is_null", "geo_bounding_box", "geo_radius", "geo_polygon"];

    public Condition Read(JsonElement json)
    {
        json.Refuse("geo_bounding_box", "geo_radius", "geo_polygon");
        var given = _tests.Where(test => json.Find(test) is not null).ToList();
        return given switch
        {
            [] => throw ApiException.Invalid("filter: At least one field condition must be specified"),
            ["match"] => OnElements(MatchReader.Read(json.Need("match"), HasTextIndex())),
            ["range"] => OnElements(RangeReader.Read(json.Need("range"))),
            ["values_count"] => OnWholes(RangeReader.ReadCount(json.Need("values_count"))),
            ["is_empty"] => IsEmpty(json.FindBool("is_empty")!.Value),
            ["is_null"] => IsNull(json.FindBool("is_null")!.Value),
            // Qdrant's answer depends on what is indexed.
            _ => throw ApiException.Unsupported($"{string.Join(" and ", given.Select(test => $"`{test}`"))} in one condition"),
        };
    }

    private static IEnumerable<JsonElement> Elements(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];

    private static int CountOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => 0,
        JsonValueKind.Array => value.GetArrayLength(),
        _ => 1,
    };

    private static bool HasNull(JsonElement value) => Elements(value).Any(element => element.ValueKind == JsonValueKind.Null);

    // A list fits when one of its elements does.
    private Condition OnElements(Func<JsonElement, bool> test)
    {
        // Nearly all conditions are on a field of the payload itself: without a walk a search of 10,000 points takes a third.
        if (path.Steps is [{ Key: { } key }])
        {
            return candidate => candidate.Payload.ValueKind == JsonValueKind.Object && candidate.Payload.TryGetProperty(key, out var value)
                && (value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Any(test) : test(value));
        }

        return candidate => path.ValuesIn(candidate.Payload).SelectMany(Elements).Any(test);
    }

    private Condition OnWholes(Func<int, bool> count) => candidate =>
    {
        var values = path.ValuesIn(candidate.Payload).ToList();
        return values.Count == 0 ? count(0) : values.Exists(value => count(CountOf(value)));
    };

    private Condition IsEmpty(bool wanted) => candidate =>
    {
        var values = path.ValuesIn(candidate.Payload).ToList();
        return values.Count == 0 ? wanted : values.Exists(value => ConditionReader.IsEmpty(value) == wanted);
    };

    private Condition IsNull(bool wanted) => candidate =>
    {
        var values = path.ValuesIn(candidate.Payload).ToList();
        return values.Count == 0 ? !wanted : values.Exists(value => HasNull(value) == wanted);
    };

    private bool HasTextIndex() => schema.HasTextIndex((nested is null ? path : nested.Append(path)).ToString());
}
