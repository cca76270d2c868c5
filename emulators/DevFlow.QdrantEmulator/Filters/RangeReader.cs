using System.Text.Json;

namespace DevFlow.QdrantEmulator;

/// <summary>Makes a test of a single value of `range` (numbers, or points in time) and of `values_count`.</summary>
internal static class RangeReader
{
    private static readonly (string Name, Func<int, bool> Holds)[] _bounds =
    [
        ("lt", order => order < 0), ("gt", order => order > 0), ("lte", order => order <= 0), ("gte", order => order >= 0),
    ];

    public static Func<JsonElement, bool> Read(JsonElement json)
    {
        json.Expect(JsonValueKind.Object, "range");
        return Array.Exists(_bounds, bound => json.Find(bound.Name) is { ValueKind: JsonValueKind.String })
            ? ReadTimes(json)
            : ReadNumbers(json);
    }

    public static Func<int, bool> ReadCount(JsonElement json)
    {
        json.Expect(JsonValueKind.Object, "values_count");
        var holds = Tests(json, name => json.FindUnsigned(name));
        return count => holds((ulong)count);
    }

    private static Func<JsonElement, bool> ReadNumbers(JsonElement json)
    {
        var holds = Tests(json, name => json.FindNumber(name));
        return value => value.ValueKind == JsonValueKind.Number && holds(value.GetDouble());
    }

    private static Func<JsonElement, bool> ReadTimes(JsonElement json)
    {
        var holds = Tests<DateTimeOffset>(json, name => json.FindText(name) is { } text
            ? PayloadTime.Parse(text) ?? throw ApiException.Format($"range.{name}: '{text}' is not in accepted RFC 3339 format")
            : null);
        return value => value.ValueKind == JsonValueKind.String && PayloadTime.Parse(value.GetString()!) is { } time && holds(time);
    }

    private static Func<T, bool> Tests<T>(JsonElement json, Func<string, T?> read)
        where T : struct, IComparable<T>
    {
        var tests = _bounds.Where(bound => json.Find(bound.Name) is not null)
            .Select(bound => (Limit: read(bound.Name)!.Value, bound.Holds)).ToList();
        return value => tests.TrueForAll(test => test.Holds(value.CompareTo(test.Limit)));
    }
}
