using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;

namespace DevFlow.ConnectEmulator;

internal static class FilesApi
{
    public static Task ListAsync(HttpContext context)
    {
        var (call, item) = Find(context);
        var inline = IsInline(context);
        return Answer.JsonAsync(context, new JsonArray([.. item.Files.Select(file => Show(call, item, file, inline))]));
    }

    public static Task GetAsync(HttpContext context)
    {
        var (call, item) = Find(context);
        return Answer.JsonAsync(context, Show(call, item, FileOf(context, item), IsInline(context)));
    }

    public static Task ContentAsync(HttpContext context)
    {
        var (_, item) = Find(context);
        var file = FileOf(context, item);
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(file.Name);
        context.Response.Headers.ContentDisposition = disposition.ToString();
        return Answer.BytesAsync(context, file.Content, "application/octet-stream");
    }

    private static (ConnectCall Call, Item Item) Find(HttpContext context)
    {
        var call = context.GetCall();
        return (call, call.Item(context.Route("vault"), context.Route("item"), VaultRights.Read));
    }

    private static ItemFile FileOf(HttpContext context, Item item)
    {
        var id = context.Route("file");
        return item.Files.Find(file => file.Id == id) ?? throw ApiException.NotFound("file", id);
    }

    private static bool IsInline(HttpContext context) => context.Request.Query["inline_files"].ToString() switch
    {
        "" or "false" => false,
        "true" => true,
        _ => throw ApiException.Invalid("Invalid inline_files: true or false is expected"),
    };

    private static JsonObject Show(ConnectCall call, Item item, ItemFile file, bool inline)
    {
        var limit = call.Emulator.Options.MaxInlineFileSizeKilobytes;
        return inline && file.Content.Length > limit * 1024
            ? throw new ApiException(
                StatusCodes.Status413PayloadTooLarge, $"file {file.Id} is larger than {limit} KB and cannot be inlined; use /content")
            : ItemJson.File(call.VaultId!, item, file, inline);
    }
}
