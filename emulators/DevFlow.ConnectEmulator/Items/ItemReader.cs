using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace DevFlow.ConnectEmulator;

/// <summary>Makes an item of what a client sent, or says 400.</summary>
internal static class ItemReader
{
    /// <param name="json">A whole item. What it leaves out is gone.</param>
    /// <param name="vaultId">The vault of the path; the body has to name the same.</param>
    /// <param name="before">The item that is replaced; null for a new one.</param>
    /// <param name="now">The time of the change.</param>
    public static Item Read(JsonObject json, string vaultId, Item? before, DateTimeOffset now)
    {
        var inBody = json.Object("vault")?.Text("id") ?? throw ApiException.Invalid("The item doesn't have a {vault.id} field.");
        if (inBody != vaultId)
            throw ApiException.Invalid("Invalid vault.id: it is not the vault of the path");
        if (before is not null && json.Text("id") is { Length: > 0 } id && id != before.Id)
            throw ApiException.Invalid("Invalid id: it is not the item of the path");

        var category = json.Text("category");
        if (category is null || !Categories.All.Contains(category))
            throw ApiException.Invalid("Invalid item category");
        if (before is null && Categories.IsMadeElsewhere(category))
            throw ApiException.Invalid($"Items of the category {category} cannot be created with Connect");

        var sections = json.Objects("sections")
            .Select(section => new ItemSection(section.Text("id") ?? Ids.Random(), section.Text("label"))).ToList();
        var fields = json.Objects("fields").Select(field => FieldReader.Read(field, sections)).ToImmutableList();
        RefuseTwice(fields.Select(field => field.Id), "fields");
        RefuseTwice(sections.Select(section => section.Id), "sections");
        if (category == Categories.Password && !fields.Exists(field => field.Purpose == Purposes.Password))
            throw ApiException.Invalid("The item doesn't have a {password} field.");

        return new Item
        {
            Id = before?.Id ?? Ids.Random(),
            Title = json.Text("title") ?? "",
            Category = category,
            Version = (before?.Version ?? 0) + 1,
            Favorite = json.Flag("favorite") ?? false,
            State = before?.State,
            CreatedAt = before?.CreatedAt ?? now,
            UpdatedAt = now,
            LastEditedBy = Actor.Id,
            Tags = [.. (json.Array("tags") ?? []).Select(tag => Body.Text(tag, "tags"))],
            Urls = [.. json.Objects("urls").Select(ReadUrl)],
            Sections = [.. sections],
            Fields = fields,
            // The API has no way to send a file, and none to lose one.
            Files = before?.Files ?? [],
            PasswordHistory = HistoryOf(before, fields),
        };
    }

    private static ItemUrl ReadUrl(JsonObject url) => new(
        url.Text("href") ?? throw ApiException.Invalid("Invalid urls: href is missing"), url.Text("label"), url.Flag("primary") ?? false);

    /// <summary>The earlier passwords of an item whose fields are changed.</summary>
    public static ImmutableList<string> HistoryOf(Item? before, ImmutableList<ItemField> fields)
    {
        var old = before?.Fields.Find(IsPassword)?.Value;
        var kept = before?.PasswordHistory ?? [];
        return string.IsNullOrEmpty(old) || old == fields.Find(IsPassword)?.Value ? kept : kept.Add(old);

        static bool IsPassword(ItemField field) => field.Purpose == Purposes.Password;
    }

    private static void RefuseTwice(IEnumerable<string> ids, string name)
    {
        if (ids.GroupBy(id => id, StringComparer.Ordinal).Any(group => group.Count() > 1))
            throw ApiException.Invalid($"Invalid {name}: two have the same id");
    }
}
