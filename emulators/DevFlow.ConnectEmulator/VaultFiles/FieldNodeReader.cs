using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace DevFlow.ConnectEmulator;

/// <summary>Reads the fields of one item of a vault file, and with them its sections.</summary>
internal sealed class FieldNodeReader(string itemId, string category, VaultFileFaults faults, Occurrences count)
{
    private static readonly string[] _known = ["value", "type", "section", "id", "purpose", "label"];

    public List<ItemSection> Sections { get; } = [];

    /// <param name="node">A map of labels to values, or, where labels repeat, a list of maps with a <c>label</c>.</param>
    public ImmutableList<ItemField> Read(YamlNode? node) => node is YamlSequenceNode list
        ? [.. list.Children.Select(field => ReadField(field, label: null))]
        : [.. faults.Map(node, "fields").Select(pair => ReadField(pair.Value, pair.Key))];

    public string? SectionOf(YamlNode? node)
    {
        if (faults.Text(node, "section") is not { } label)
            return null;
        var section = Sections.Find(known => known.Label == label);
        if (section is null)
            Sections.Add(section = new ItemSection(Ids.Of("section", itemId, label), label));
        return section.Id;
    }

    private ItemField ReadField(YamlNode node, string? label)
    {
        var field = node is YamlScalarNode ? new() { ["value"] = node } : faults.Map(node, "a field", _known);
        label = faults.Text(field.GetValueOrDefault("label"), "label") ?? label;
        var section = SectionOf(field.GetValueOrDefault("section"));
        var purpose = PurposeOf(field.GetValueOrDefault("purpose")) ?? (section is null ? UsualPurpose(label) : null);
        var builtIn = purpose is not null ? Purposes.NameOf(purpose)
            : category == Categories.ApiCredential && section is null && label == "credential" ? label
            : null;
        var id = faults.Text(field.GetValueOrDefault("id"), "id") ?? builtIn;
        if (id is null && label is null)
            faults.Add(node, "a field needs a label or an id");
        if (id is not null)
            faults.Unique(node, "field of this item has this id", $"{itemId}/{id}");
        var type = FieldTypes.AsShown(faults.Text(field.GetValueOrDefault("type"), "type")
            ?? (purpose == Purposes.Password || builtIn == "credential" ? FieldTypes.Concealed : FieldTypes.Text));
        if (!FieldTypes.All.Contains(type))
            faults.Add(field["type"], $"a type has to be one of {string.Join(", ", FieldTypes.All.Order(StringComparer.Ordinal))}");
        var value = faults.Text(field.GetValueOrDefault("value"), "value");
        if (FieldTypes.FaultIn(type, value) is { } fault)
            faults.Add(field["value"], $"the value {fault}");

        return new ItemField
        {
            Id = id ?? Ids.Of("field", itemId, section ?? "", label ?? "", count.Next("field", itemId, section ?? "", label ?? "")),
            Type = type,
            Label = label ?? (purpose is null ? null : builtIn),
            Purpose = purpose,
            SectionId = section,
            Value = value,
        };
    }

    private string? PurposeOf(YamlNode? node)
    {
        var purpose = faults.Text(node, "purpose");
        if (purpose is null || Purposes.NameOf(purpose) is not null)
            return purpose;
        faults.Add(node!, "a purpose has to be USERNAME, PASSWORD or NOTES");
        return null;
    }

    // What the apps of 1Password put into such an item by themselves.
    private string? UsualPurpose(string? label) => (category, label) switch
    {
        (Categories.Login, "username") => Purposes.Username,
        (Categories.Login or Categories.Password, "password") => Purposes.Password,
        (_, "notesPlain") => Purposes.Notes,
        _ => null,
    };
}
