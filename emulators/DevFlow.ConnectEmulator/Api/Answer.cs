using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DevFlow.ConnectEmulator;

/// <summary>Writes answers.</summary>
internal static class Answer
{
    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task JsonAsync(HttpContext context, JsonNode json, int status = StatusCodes.Status200OK) =>
        BytesAsync(context, Encoding.UTF8.GetBytes(json.ToJsonString(_json)), "application/json; charset=utf-8", status);

    public static Task TextAsync(HttpContext context, string text, string type = "text/plain; charset=utf-8", int status = StatusCodes.Status200OK) =>
        BytesAsync(context, Encoding.UTF8.GetBytes(text), type, status);

    public static Task ErrorAsync(HttpContext context, int status, string message) =>
        JsonAsync(context, new JsonObject { ["status"] = status, ["message"] = message }, status);

    public static Task BytesAsync(HttpContext context, ReadOnlyMemory<byte> bytes, string type, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        if (status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
            return Task.CompletedTask;
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }
}
