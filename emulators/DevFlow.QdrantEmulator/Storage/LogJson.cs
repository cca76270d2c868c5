using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace DevFlow.QdrantEmulator;

/// <summary>The content of records: first what the collection is, then its changes.</summary>
internal static class LogJson
{
    private static readonly JsonDocumentOptions _json = new() { MaxDepth = 512 };

    public static byte[] Head(string name, CollectionState state) => Write(writer =>
    {
        writer.WriteString("name", name);
        WriteChange(writer, new Change { Sequence = state.Sequence, Config = state.Config, Schema = state.Schema });
    });

    public static byte[] Of(Change change) => Write(writer => WriteChange(writer, change));

    /// <summary>The last record of a collection that was deleted, should the file outlive it.</summary>
    public static byte[] Dropped() => Write(writer => writer.WriteBoolean("dropped", value: true));

    public static (string Name, CollectionState State) ReadHead(ReadOnlyMemory<byte> content)
    {
        using var document = JsonDocument.Parse(content, _json);
        var change = ReadChange(document.RootElement);
        return (document.RootElement.GetProperty("name").GetString()!, CollectionState.New(change.Config!).With(change));
    }

    /// <summary>Null: the collection was deleted.</summary>
    public static Change? Read(ReadOnlyMemory<byte> content)
    {
        using var document = JsonDocument.Parse(content, _json);
        return document.RootElement.TryGetProperty("dropped", out _) ? null : ReadChange(document.RootElement);
    }

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteChange(Utf8JsonWriter writer, Change change)
    {
        writer.WriteNumber("sequence", change.Sequence);
        if (change.Config is { } config)
        {
            writer.WritePropertyName("config");
            config.Json.WriteTo(writer);
        }

        if (change.Schema is { } schema)
        {
            writer.WriteStartObject("schema");
            foreach (var (path, field) in schema.Fields)
            {
                writer.WritePropertyName(path);
                field.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteStartArray("deleted");
        foreach (var id in change.Deleted)
            id.Write(writer);
        writer.WriteEndArray();
        writer.WriteStartArray("put");
        foreach (var point in change.Put)
            WritePoint(writer, point);
        writer.WriteEndArray();
    }

    private static void WritePoint(Utf8JsonWriter writer, Point point)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("id");
        point.Id.Write(writer);
        writer.WriteNumber("version", point.Version);
        writer.WriteStartObject("vectors");
        foreach (var (name, vector) in point.Vectors)
            writer.WriteBase64String(name, MemoryMarshal.AsBytes<float>(vector));
        writer.WriteEndObject();
        writer.WritePropertyName("payload");
        point.Payload.WriteTo(writer);
        writer.WriteEndObject();
    }

    private static Change ReadChange(JsonElement json) => new()
    {
        Sequence = json.GetProperty("sequence").GetUInt64(),
        Config = json.Find("config") is { } config ? CollectionConfig.From(config.Clone()) : null,
        Schema = json.Find("schema") is { } schema
            ? new PayloadSchema(PayloadSchema.Empty.Fields.AddRange(
                schema.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, member.Value.Clone()))))
            : null,
        Deleted = PointId.ReadList(json.GetProperty("deleted")),
        Put = [.. json.GetProperty("put").EnumerateArray().Select(ReadPoint)],
    };

    private static Point ReadPoint(JsonElement json) => new(
        PointId.Read(json.GetProperty("id")),
        json.GetProperty("version").GetUInt64(),
        json.GetProperty("vectors").EnumerateObject().ToDictionary(
            member => member.Name,
            member => MemoryMarshal.Cast<byte, float>(member.Value.GetBytesFromBase64()).ToArray(),
            StringComparer.Ordinal),
        json.GetProperty("payload").Clone());
}
