using System.Text.Json;

namespace DevFlow.QdrantEmulator;

/// <summary>What an answer shows of a collection.</summary>
internal static class CollectionJson
{
    public static void Write(Utf8JsonWriter writer, CollectionState state)
    {
        writer.WriteStartObject();
        writer.WriteString("status", "green");
        writer.WriteString("optimizer_status", "ok");
        writer.WriteNumber("indexed_vectors_count", 0);
        writer.WriteNumber("points_count", state.Points.Count);
        writer.WriteNumber("segments_count", 1);
        writer.WritePropertyName("config");
        state.Config.Json.WriteTo(writer);
        writer.WriteStartObject("payload_schema");
        foreach (var (path, field) in state.Schema.Fields)
            WriteField(writer, state, path, field);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter writer, CollectionState state, string path, JsonElement field)
    {
        var place = PayloadPath.Parse(path);
        writer.WriteStartObject(path);
        writer.WriteString("data_type", PayloadSchema.TypeOf(field));
        if (field.EnumerateObject().Skip(1).Any())
        {
            writer.WritePropertyName("params");
            field.WriteTo(writer);
        }

        writer.WriteNumber("points", state.Points.Values.Count(point => !place.ValuesIn(point.Payload).All(ConditionReader.IsEmpty)));
        writer.WriteEndObject();
    }
}
