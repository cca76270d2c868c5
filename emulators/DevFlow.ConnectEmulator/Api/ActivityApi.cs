using System.Text.Json.Nodes;

namespace DevFlow.ConnectEmulator;

internal static class ActivityApi
{
    private const int DefaultLimit = 50;

    public static Task ListAsync(HttpContext context)
    {
        var limit = Number(context, "limit", DefaultLimit);
        var offset = Number(context, "offset", 0);
        var (page, total) = context.GetCall().Emulator.Activity.Read(offset, limit);
        // Counted from 1: "1-50/1134".
        context.Response.Headers.ContentRange = page.Count == 0 ? $"0-0/{total}" : $"{offset + 1}-{offset + page.Count}/{total}";
        return Answer.JsonAsync(context, new JsonArray([.. page.Select(Show)]));
    }

    private static JsonObject Show(ActivityRecord record)
    {
        var resource = new JsonObject { ["type"] = record.ItemId is null ? "VAULT" : "ITEM" };
        if (record.VaultId is not null)
            resource["vault"] = new JsonObject { ["id"] = record.VaultId };
        if (record.ItemId is not null)
            resource["item"] = new JsonObject { ["id"] = record.ItemId };
        if (record.ItemVersion is not null)
            resource["itemVersion"] = record.ItemVersion;
        return new JsonObject
        {
            ["requestId"] = record.RequestId.ToString(),
            ["timestamp"] = ItemJson.Time(record.Timestamp),
            ["action"] = record.Action,
            ["result"] = record.IsAllowed ? "SUCCESS" : "DENY",
            ["actor"] = new JsonObject
            {
                ["id"] = Actor.Id,
                ["account"] = Actor.Account,
                ["jti"] = record.TokenId,
                ["userAgent"] = record.UserAgent,
                ["requestIp"] = record.RequestIp,
            },
            ["resource"] = resource,
        };
    }

    private static int Number(HttpContext context, string name, int otherwise)
    {
        var text = context.Request.Query[name].ToString();
        return text.Length == 0 ? otherwise
            : int.TryParse(text, out var number) && number >= 0 ? number
            : throw ApiException.Invalid($"Invalid {name}: a number from 0 is expected");
    }
}
