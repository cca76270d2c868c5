using System.Text.Json;

namespace DevFlow.Secrets;

/// <summary>Writes what is sent to Connect: here alone values stand in the clear.</summary>
internal static class ConnectWriter
{
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

    private static void Write(Utf8JsonWriter writer, ConnectRecipe recipe)
    {
        writer.WriteStartObject("recipe");
        writer.WriteNumber("length", recipe.Length);
        if (recipe.CharacterSets is not null)
        {
            writer.WriteStartArray("characterSets");
            foreach (var set in recipe.CharacterSets)
            {
                writer.WriteStringValue(set);
            }

            writer.WriteEndArray();
        }

        WriteText(writer, "excludeCharacters", recipe.ExcludeCharacters);
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            writer.WriteString(name, text);
    }
}
