using System.Text.Json;
using System.Text.Json.Nodes;

namespace DevFlow.ConnectEmulator;

/// <summary>Reads what a client sent. Errors name the member, never its value.</summary>
internal static class Body
{
    public static async Task<JsonNode?> ReadAsync(HttpRequest request)
    {
        try
        {
            return await JsonNode.ParseAsync(
                request.Body, documentOptions: new() { AllowDuplicateProperties = false }, cancellationToken: request.HttpContext.RequestAborted);
        }
        catch (JsonException)
        {
            throw ApiException.Invalid("Invalid JSON");
        }
    }

    public static async Task<JsonObject> ReadObjectAsync(HttpRequest request) =>
        await ReadAsync(request) as JsonObject ?? throw ApiException.Invalid("Invalid JSON: an object is expected");

    public static string? Text(this JsonObject json, string name) => json[name] is { } node ? Text(node, name) : null;

    public static string Text(JsonNode? node, string name)
    {
        try
        {
            if (node is JsonValue value && value.TryGetValue<string>(out var text))
                return text;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, which the parser lets pass.
        }

        throw ApiException.Invalid($"Invalid {name}: a text is expected");
    }

    public static bool? Flag(this JsonObject json, string name) => json[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        _ => throw ApiException.Invalid($"Invalid {name}: true or false is expected"),
    };

    public static int? Number(this JsonObject json, string name) => json[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<int>(out var number) => number,
        _ => throw ApiException.Invalid($"Invalid {name}: a whole number is expected"),
    };

    public static JsonArray? Array(this JsonObject json, string name) =>
        json[name] is null ? null : json[name] as JsonArray ?? throw ApiException.Invalid($"Invalid {name}: a list is expected");

    public static JsonObject? Object(this JsonObject json, string name) =>
        json[name] is null ? null : json[name] as JsonObject ?? throw ApiException.Invalid($"Invalid {name}: an object is expected");

    public static IEnumerable<JsonObject> Objects(this JsonObject json, string name) => (json.Array(name) ?? [])
        .Select(node => node as JsonObject ?? throw ApiException.Invalid($"Invalid {name}: a list of objects is expected"));
}
