using System.Collections.Immutable;
using System.Text;
using YamlDotNet.RepresentationModel;

namespace DevFlow.ConnectEmulator;

/// <summary>Reads the items of one vault of a vault file.</summary>
internal sealed class ItemNodeReader(string vaultId, VaultFileFaults faults, Occurrences count, DateTimeOffset now)
{
    public Item Read(YamlNode node)
    {
        var item = faults.Map(node, "an item", "title", "id", "category", "tags", "favorite", "state", "urls", "fields", "files");
        var title = faults.Required(item, "title", node, "an item");
        var id = faults.Id(item.GetValueOrDefault("id"), "item", vaultId, title, count.Next("item", vaultId, title));
        var category = faults.Text(item.GetValueOrDefault("category"), "category") ?? Categories.ApiCredential;
        if (!Categories.All.Contains(category))
            faults.Add(item["category"], $"a category has to be one of {string.Join(", ", Categories.All.Order(StringComparer.Ordinal))}");
        faults.Unique(node, "item has this id", id);
        var fields = new FieldNodeReader(id, category, faults, count);
        var read = new Item
        {
            Id = id,
            Title = title,
            Category = category,
            Favorite = faults.Flag(item.GetValueOrDefault("favorite"), "favorite"),
            State = StateOf(item.GetValueOrDefault("state")),
            CreatedAt = now,
            UpdatedAt = now,
            Tags = [.. faults.List(item.GetValueOrDefault("tags"), "tags").Select(tag => faults.Text(tag, "a tag")).OfType<string>()],
            Urls = [.. faults.List(item.GetValueOrDefault("urls"), "urls").Select(ReadUrl)],
            Fields = fields.Read(item.GetValueOrDefault("fields")),
            Files = [.. faults.List(item.GetValueOrDefault("files"), "files").Select(file => ReadFile(file, id, fields))],
        };
        // Fields and files name sections while they are read.
        return read with { Sections = [.. fields.Sections] };
    }

    private ItemUrl ReadUrl(YamlNode node, int index) => new(faults.Text(node, "a url") ?? "", Label: null, Primary: index == 0);

    private string? StateOf(YamlNode? node)
    {
        var state = faults.Text(node, "state");
        if (state is not (null or "ARCHIVED" or "DELETED"))
            faults.Add(node!, "a state has to be ARCHIVED or DELETED; an item in use has none");
        return state;
    }

    private ItemFile ReadFile(YamlNode node, string itemId, FieldNodeReader fields)
    {
        var file = faults.Map(node, "a file", "name", "id", "content", "base64", "section");
        var name = faults.Required(file, "name", node, "a file");
        if (file.ContainsKey("content") == file.ContainsKey("base64"))
            faults.Add(node, "a file needs either content or base64");
        var id = faults.Id(file.GetValueOrDefault("id"), "file", itemId, name, count.Next("file", itemId, name));
        faults.Unique(node, "file has this id", $"{itemId}/{id}");
        return new ItemFile(id, name, fields.SectionOf(file.GetValueOrDefault("section")), ContentOf(file));
    }

    private byte[] ContentOf(Dictionary<string, YamlNode> file)
    {
        if (!file.TryGetValue("base64", out var node))
            return Encoding.UTF8.GetBytes(faults.Text(file.GetValueOrDefault("content"), "content") ?? "");
        try
        {
            return Convert.FromBase64String(faults.Text(node, "base64") ?? "");
        }
        catch (FormatException)
        {
            faults.Add(node, "this is not base64");
            return [];
        }
    }
}
