using System.Text.Json.Nodes;

namespace DevFlow.ConnectEmulator;

/// <summary>Makes a field of what a client sent; where it asks for it, with a value of the server's making.</summary>
internal static class FieldReader
{
    public static ItemField Read(JsonObject json, List<ItemSection> sections)
    {
        var purpose = json.Text("purpose") is { Length: > 0 } given ? given : null;
        var builtIn = purpose is null ? null
            : Purposes.NameOf(purpose) ?? throw ApiException.Invalid("Invalid field purpose");
        var type = FieldTypes.AsShown(json.Text("type") ?? (purpose == Purposes.Password ? FieldTypes.Concealed : FieldTypes.Text));
        if (!FieldTypes.All.Contains(type))
            throw ApiException.Invalid("Invalid field type");

        var field = new ItemField
        {
            Id = json.Text("id") is { Length: > 0 } id ? id : builtIn ?? Ids.Random(),
            Type = type,
            // Since 1.5.0 the label of a built-in field is its name, whatever was sent.
            Label = builtIn ?? json.Text("label"),
            Purpose = purpose,
            Value = json.Text("value") is { Length: > 0 } value ? value : null,
            SectionId = SectionOf(json, sections),
            Entropy = json["entropy"] is JsonValue number && number.TryGetValue<double>(out var entropy) ? entropy : null,
        };
        if (FieldTypes.FaultIn(field.Type, field.Value) is { } fault)
            throw ApiException.Invalid($"Invalid value: the field {field} {fault}");
        if (json.Flag("generate") is not true || field.Value is not null)
            return field;
        var recipe = GeneratorRecipe.Read(json.Object("recipe"));
        return field with { Value = recipe.MakeValue(), Entropy = recipe.Entropy };
    }

    // A section that only the field names comes into being with it.
    private static string? SectionOf(JsonObject json, List<ItemSection> sections)
    {
        if (json.Object("section") is not { } section || section.Text("id") is not { Length: > 0 } id)
            return null;
        if (!sections.Exists(known => known.Id == id))
            sections.Add(new ItemSection(id, section.Text("label")));
        return id;
    }
}
