using System.Text.Json;

namespace DevFlow.Secrets;

/// <summary>Writes what is sent to Connect: here alone values stand in the clear.</summary>
internal static class ConnectWriter
{
    public static byte[] ToJson(ConnectItem item) => ToJson(writer => Write(writer, item));

    public static byte[] ToJson(IReadOnlyList<ConnectPatchOperation> operations) => ToJson(writer =>
    {
        writer.WriteStartArray();
        foreach (var operation in operations)
        {
            writer.WriteStartObject();
            writer.WriteString("op", operation.Op);
            writer.WriteString("path", operation.Path);
            if (operation.WriteValue is not null)
            {
                writer.WritePropertyName("value");
                operation.WriteValue(writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    public static void Write(Utf8JsonWriter writer, ConnectField field)
    {
        writer.WriteStartObject();
        WriteText(writer, "id", field.Id);
        WriteText(writer, "label", field.Label);
        WriteText(writer, "type", field.Type);
        WriteText(writer, "purpose", field.Purpose);
        if (field.Value is not null)
            writer.WriteString("value", field.Value.Reveal());
        if (field.Section is not null)
        {
            writer.WriteStartObject("section");
            writer.WriteString("id", field.Section.Id);
            writer.WriteEndObject();
        }

        if (field.Generate)
            writer.WriteBoolean("generate", true);
        if (field.Recipe is not null)
            Write(writer, field.Recipe);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, ConnectSection section)
    {
        writer.WriteStartObject();
        writer.WriteString("id", section.Id);
        WriteText(writer, "label", section.Label);
        writer.WriteEndObject();
    }

    private static byte[] ToJson(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            write(writer);
        }

        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, ConnectItem item)
    {
        writer.WriteStartObject();
        writer.WriteString("title", item.Title);
        WriteText(writer, "category", item.Category);
        writer.WriteStartObject("vault");
        writer.WriteString("id", item.Vault.Id);
        writer.WriteEndObject();
        WriteTexts(writer, "tags", item.Tags);
        writer.WriteStartArray("sections");
        foreach (var section in item.Sections)
        {
            Write(writer, section);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("fields");
        foreach (var field in item.Fields)
        {
            Write(writer, field);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ConnectRecipe recipe)
    {
        writer.WriteStartObject("recipe");
        writer.WriteNumber("length", recipe.Length);
        if (recipe.CharacterSets is not null)
            WriteTexts(writer, "characterSets", recipe.CharacterSets);
        WriteText(writer, "excludeCharacters", recipe.ExcludeCharacters);
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            writer.WriteString(name, text);
    }
}
