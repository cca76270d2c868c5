using System.Globalization;
using System.Text.Json;

namespace DevFlow.QdrantEmulator;

/// <summary>An unsigned integer or a UUID. Integers come before UUIDs.</summary>
internal readonly record struct PointId(ulong Number, Guid? Uuid) : IComparable<PointId>
{
    // Guid.TryParse would take more than Rust's parser does: blanks around it, and braces of two kinds.
    private static readonly string[] _formats = ["D", "N", "B"];

    public static PointId Read(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Number && json.TryGetUInt64(out var number))
            return new PointId(number, Uuid: null);
        return json.ValueKind == JsonValueKind.String && ParseUuid(json.GetString()!) is { } uuid
            ? new PointId(0, uuid)
            : throw ApiException.Format(
                $"value {Shown(json)} is not a valid point ID, valid values are either an unsigned integer or a UUID");
    }

    public static List<PointId> ReadList(JsonElement list) =>
        [.. list.Expect(JsonValueKind.Array, "a list of point ids").EnumerateArray().Select(Read)];

    /// <summary>From a path.</summary>
    public static PointId Parse(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new PointId(number, Uuid: null)
        : ParseUuid(text) is { } uuid ? new PointId(0, uuid)
        : throw ApiException.WrongInput($"Can not recognize \"{text}\" as point id");

    public int CompareTo(PointId other) => (Uuid, other.Uuid) switch
    {
        (null, null) => Number.CompareTo(other.Number),
        (null, _) => -1,
        (_, null) => 1,
        ({ } left, { } right) => left.CompareTo(right),
    };

    public static bool operator <(PointId left, PointId right) => left.CompareTo(right) < 0;

    public static bool operator <=(PointId left, PointId right) => left.CompareTo(right) <= 0;

    public static bool operator >(PointId left, PointId right) => left.CompareTo(right) > 0;

    public static bool operator >=(PointId left, PointId right) => left.CompareTo(right) >= 0;

    public override string ToString() => Uuid is { } uuid ? uuid.ToString("D") : Number.ToString(CultureInfo.InvariantCulture);

    public void Write(Utf8JsonWriter writer)
    {
        if (Uuid is { } uuid)
            writer.WriteStringValue(uuid);
        else
            writer.WriteNumberValue(Number);
    }

    private static Guid? ParseUuid(string text)
    {
        var digits = text.StartsWith("urn:uuid:", StringComparison.Ordinal) ? text["urn:uuid:".Length..] : text;
        foreach (var format in _formats)
        {
            // Exact as it is called, TryParseExact passes over blanks at the ends.
            if (Guid.TryParseExact(digits, format, out var uuid) && !char.IsWhiteSpace(digits[0]) && !char.IsWhiteSpace(digits[^1]))
                return uuid;
        }

        return null;
    }

    private static string Shown(JsonElement json) => json.GetRawText() is { Length: > 60 } text ? $"{text[..60]}…" : json.GetRawText();
}
