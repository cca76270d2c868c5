using System.Text.Json.Nodes;

namespace DevFlow.ConnectEmulator;

/// <summary>The JSON shapes of the Connect API.</summary>
internal static class ItemJson
{
    /// <summary>An item as lists show it: no fields, no sections, no files, and so no secret.</summary>
    public static JsonObject Summary(string vaultId, Item item)
    {
        var json = new JsonObject
        {
            ["id"] = item.Id,
            ["title"] = item.Title,
            ["vault"] = new JsonObject { ["id"] = vaultId },
            ["category"] = item.Category,
            ["favorite"] = item.Favorite,
            ["tags"] = new JsonArray([.. item.Tags.Select(tag => (JsonNode)tag)]),
            ["version"] = item.Version,
            ["createdAt"] = Time(item.CreatedAt),
            ["updatedAt"] = Time(item.UpdatedAt),
        };
        json.AddIfAny("state", item.State);
        json.AddIfAny("lastEditedBy", item.LastEditedBy);
        if (item.Urls.Count > 0)
            json["urls"] = new JsonArray([.. item.Urls.Select(Url)]);
        return json;
    }

    /// <summary>An item with all that is in it.</summary>
    /// <param name="vaultId">Its vault.</param>
    /// <param name="item">The item.</param>
    /// <param name="now">The moment that codes of one-time passwords are for.</param>
    public static JsonObject Full(string vaultId, Item item, DateTimeOffset now)
    {
        var json = Summary(vaultId, item);
        json["sections"] = new JsonArray([.. item.Sections.Select(Section)]);
        json["fields"] = new JsonArray([.. item.Fields.Select(field => Field(field, now))]);
        if (item.Files.Count > 0)
            json["files"] = new JsonArray([.. item.Files.Select(file => File(vaultId, item, file, inline: false))]);
        return json;
    }

    public static JsonObject File(string vaultId, Item item, ItemFile file, bool inline)
    {
        var json = new JsonObject
        {
            ["id"] = file.Id,
            ["name"] = file.Name,
            ["size"] = file.Content.Length,
            ["content_path"] = $"/v1/vaults/{vaultId}/items/{item.Id}/files/{file.Id}/content",
        };
        if (file.SectionId is not null)
            json["section"] = new JsonObject { ["id"] = file.SectionId };
        if (inline)
            json["content"] = Convert.ToBase64String(file.Content.Span);
        return json;
    }

    public static JsonObject Vault(Vault vault)
    {
        var json = new JsonObject
        {
            ["id"] = vault.Id,
            ["name"] = vault.Name,
            ["attributeVersion"] = vault.AttributeVersion,
            ["contentVersion"] = vault.ContentVersion,
            ["items"] = vault.Items.Count,
            ["type"] = vault.Type,
            ["createdAt"] = Time(vault.CreatedAt),
            ["updatedAt"] = Time(vault.UpdatedAt),
        };
        json.AddIfAny("description", vault.Description);
        return json;
    }

    /// <summary>RFC 3339, in seconds, as the server writes it.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ");

    private static JsonObject Field(ItemField field, DateTimeOffset now)
    {
        var json = new JsonObject { ["id"] = field.Id, ["type"] = field.Type };
        json.AddIfAny("label", field.Label);
        json.AddIfAny("purpose", field.Purpose);
        json.AddIfAny("value", field.Value);
        if (field.SectionId is not null)
            json["section"] = new JsonObject { ["id"] = field.SectionId };
        if (field.Entropy is not null)
            json["entropy"] = field.Entropy;
        if (field.Type == FieldTypes.OneTimePassword)
            json.AddIfAny("totp", OneTimePassword.Of(field.Value, now));
        return json;
    }

    private static JsonObject Section(ItemSection section)
    {
        var json = new JsonObject { ["id"] = section.Id };
        json.AddIfAny("label", section.Label);
        return json;
    }

    private static JsonObject Url(ItemUrl url)
    {
        var json = new JsonObject { ["href"] = url.Href };
        json.AddIfAny("label", url.Label);
        if (url.Primary)
            json["primary"] = true;
        return json;
    }

    private static void AddIfAny(this JsonObject json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            json[name] = value;
    }
}
