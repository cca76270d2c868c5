using System.Text.Json;

namespace DevFlow.QdrantEmulator;

/// <summary>Makes conditions of their JSON.</summary>
/// <param name="schema">The indexed fields.</param>
/// <param name="nested">Where the nested objects lie that the conditions look at; null for the payload itself.</param>
internal sealed class ConditionReader(PayloadSchema schema, PayloadPath? nested)
{
    public Condition Read(JsonElement json)
    {
        json.Expect(JsonValueKind.Object, "condition").Refuse("slice");
        if (json.FindText("key") is { } key)
            return new FieldConditionReader(PayloadPath.Parse(key), schema, nested).Read(json);
        if (json.Find("has_id") is { } ids)
        {
            var wanted = PointId.ReadList(ids).ToHashSet();
            return candidate => candidate.Point is { } point && wanted.Contains(point.Id);
        }

        if (json.FindText("has_vector") is { } vector)
            return candidate => candidate.Point?.Vectors.ContainsKey(vector) == true;
        if (json.FindObject("is_empty") is { } empty)
            return OnValues(empty, values => values.All(IsEmpty));
        if (json.FindObject("is_null") is { } isNull)
            return OnValues(isNull, values => values.Any(value => value.ValueKind == JsonValueKind.Null));
        if (json.FindObject("nested") is { } inner)
            return ReadNested(inner);
        return FilterReader.IsFilter(json)
            ? FilterReader.Read(json, schema, nested)
            : throw ApiException.Format($"no condition has the fields {string.Join(", ", json.EnumerateObject().Select(member => $"`{member.Name}`"))}");
    }

    /// <summary>Null and an empty list are empty.</summary>
    public static bool IsEmpty(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0);

    private static Condition OnValues(JsonElement json, Func<IEnumerable<JsonElement>, bool> test)
    {
        var path = PayloadPath.Parse(json.NeedText("key"));
        return candidate => test(path.ValuesIn(candidate.Payload));
    }

    private Condition ReadNested(JsonElement json)
    {
        var path = PayloadPath.Parse(json.NeedText("key")).ToElements();
        var filter = FilterReader.Read(json.Need("filter"), schema, nested is null ? path : nested.Append(path));
        return candidate => path.ValuesIn(candidate.Payload)
            .Any(value => value.ValueKind == JsonValueKind.Object && filter(new Candidate(Point: null, value)));
    }
}
