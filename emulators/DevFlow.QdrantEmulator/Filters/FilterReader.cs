using System.Text.Json;

namespace DevFlow.QdrantEmulator;

/// <summary>Makes a condition of a filter: `must`, `should`, `must_not`, `min_should`.</summary>
internal static class FilterReader
{
    private static readonly string[] _clauses = ["must", "should", "must_not", "min_should"];

    /// <param name="json">The filter.</param>
    /// <param name="schema">The indexed fields.</param>
    /// <param name="nested">Where the nested objects lie that it looks at; null for the payload itself.</param>
    public static Condition Read(JsonElement json, PayloadSchema schema, PayloadPath? nested = null)
    {
        foreach (var member in json.Expect(JsonValueKind.Object, "filter").EnumerateObject())
        {
            if (!_clauses.Contains(member.Name))
                throw ApiException.Format($"filter: unknown field `{member.Name}`, expected one of `must`, `should`, `must_not`, `min_should`");
        }

        var conditions = new ConditionReader(schema, nested);
        var must = ReadList(json.Find("must"), conditions);
        var should = ReadList(json.Find("should"), conditions);
        var mustNot = ReadList(json.Find("must_not"), conditions);
        var (some, count) = ReadMinShould(json.FindObject("min_should"), conditions);
        return candidate => must.TrueForAll(condition => condition(candidate))
            && (should.Count == 0 || should.Exists(condition => condition(candidate)))
            && !mustNot.Exists(condition => condition(candidate))
            && (count == 0 || (ulong)some.Count(condition => condition(candidate)) >= count);
    }

    /// <summary>Whether an object is a filter and no condition. An empty one is a filter that lets everything through.</summary>
    public static bool IsFilter(JsonElement json) => json.EnumerateObject().All(member => _clauses.Contains(member.Name));

    private static (List<Condition> Conditions, ulong Count) ReadMinShould(JsonElement? json, ConditionReader reader)
    {
        if (json is not { } minShould)
            return ([], 0);
        var count = minShould.FindUnsigned("min_count") ?? throw ApiException.Format("missing field `min_count`");
        return count == 0
            ? throw ApiException.Invalid("min_should.min_count: value 0 invalid, must be 1 or larger")
            : (ReadList(minShould.Need("conditions"), reader), count);
    }

    // One condition may stand without a list around it.
    private static List<Condition> ReadList(JsonElement? json, ConditionReader reader) => json switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(reader.Read)],
        { } one => [reader.Read(one)],
    };
}
