using System.Text.Json;

namespace DevFlow.QdrantEmulator;

/// <summary>What of a point an answer shows: `with_payload` and `with_vector` of a request.</summary>
internal sealed class PointSelection(PayloadSelection? payload, Func<string, bool>? vectors)
{
    public static PointSelection All { get; } = new(PayloadSelection.All, _ => true);

    public static PointSelection Read(JsonElement body, bool payloadByDefault) =>
        new(PayloadSelection.Read(body.Find("with_payload"), payloadByDefault), ReadVectors(body.Find("with_vector") ?? body.Find("with_vectors")));

    public void Write(Utf8JsonWriter writer, Point point, float? score = null)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("id");
        point.Id.Write(writer);
        if (score is { } value)
        {
            writer.WriteNumber("version", point.Version);
            writer.WriteNumber("score", value);
        }

        if (payload is not null)
        {
            writer.WritePropertyName("payload");
            payload.Write(writer, point.Payload);
        }

        if (vectors is not null)
            WriteVectors(writer, point);
        writer.WriteEndObject();
    }

    private static Func<string, bool>? ReadVectors(JsonElement? json)
    {
        switch (json)
        {
            case null or { ValueKind: JsonValueKind.False }:
                return null;
            case { ValueKind: JsonValueKind.True }:
                return _ => true;
            default:
                var names = json.Value.Expect(JsonValueKind.Array, "with_vector").EnumerateArray()
                    .Select(name => name.Expect(JsonValueKind.String, "with_vector[]").GetString()!).ToHashSet(StringComparer.Ordinal);
                return names.Contains;
        }
    }

    private void WriteVectors(Utf8JsonWriter writer, Point point)
    {
        writer.WritePropertyName("vector");
        if (point.Vectors.TryGetValue(CollectionConfig.Unnamed, out var only))
        {
            WriteVector(writer, only);
            return;
        }

        writer.WriteStartObject();
        foreach (var (name, vector) in point.Vectors.Where(entry => vectors!(entry.Key)).OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(name);
            WriteVector(writer, vector);
        }

        writer.WriteEndObject();
    }

    private static void WriteVector(Utf8JsonWriter writer, float[] vector)
    {
        writer.WriteStartArray();
        foreach (var value in vector)
            writer.WriteNumberValue(value);
        writer.WriteEndArray();
    }
}
