using System.Text.Json;

namespace DevFlow.QdrantEmulator;

/// <summary>Reads members of a request. One that is null is one that is not there, as in Qdrant.</summary>
internal static class JsonMembers
{
    public static JsonElement? Find(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    public static JsonElement Need(this JsonElement element, string name) =>
        element.Find(name) ?? throw ApiException.Format($"missing field `{name}`");

    public static JsonElement? FindObject(this JsonElement element, string name) => element.Find(name)?.Expect(JsonValueKind.Object, name);

    public static JsonElement? FindList(this JsonElement element, string name) => element.Find(name)?.Expect(JsonValueKind.Array, name);

    public static string? FindText(this JsonElement element, string name) => element.Find(name)?.Expect(JsonValueKind.String, name).GetString();

    public static string NeedText(this JsonElement element, string name) =>
        element.FindText(name) ?? throw ApiException.Format($"missing field `{name}`");

    public static bool? FindBool(this JsonElement element, string name) => element.Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } other => throw WrongType(name, other, "a boolean"),
    };

    public static ulong? FindUnsigned(this JsonElement element, string name) => element.Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetUInt64(out var value) => value,
        { } other => throw WrongType(name, other, "an unsigned integer"),
    };

    public static double? FindNumber(this JsonElement element, string name) => element.Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        { } other => throw WrongType(name, other, "a number"),
    };

    public static JsonElement Expect(this JsonElement element, JsonValueKind kind, string name) =>
        element.ValueKind == kind ? element : throw WrongType(name, element, $"{(kind is JsonValueKind.Array or JsonValueKind.Object ? "an" : "a")} {kind.ToString().ToLowerInvariant()}");

    public static ApiException WrongType(string name, JsonElement value, string expected) =>
        ApiException.Format($"{name}: invalid type: {value.ValueKind.ToString().ToLowerInvariant()}, expected {expected}");

    /// <summary>Refuses members that would change what comes out, and that the emulator does not know.</summary>
    public static void Refuse(this JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.Find(name) is not null)
                throw ApiException.Unsupported($"`{name}`");
        }
    }
}
