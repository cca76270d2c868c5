using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DevFlow.QdrantEmulator;

/// <summary>Writes answers in Qdrant's envelope.</summary>
internal static class Answer
{
    private static readonly JsonWriterOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task OkAsync(HttpContext context, Action<Utf8JsonWriter> result) => JsonAsync(context, StatusCodes.Status200OK, writer =>
    {
        writer.WritePropertyName("result");
        result(writer);
        writer.WriteString("status", "ok");
    });

    public static Task ErrorAsync(HttpContext context, int status, string message) => JsonAsync(context, status, writer =>
    {
        writer.WriteStartObject("status");
        writer.WriteString("error", message);
        writer.WriteEndObject();
    });

    public static Task BareAsync(HttpContext context, Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, _json))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return BytesAsync(context, StatusCodes.Status200OK, "application/json", buffer.WrittenMemory);
    }

    public static Task TextAsync(HttpContext context, string text, int status = StatusCodes.Status200OK) =>
        BytesAsync(context, status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text));

    private static Task JsonAsync(HttpContext context, int status, Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, _json))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteNumber("time", ErrorMiddleware.StartOf(context) is { } start ? Stopwatch.GetElapsedTime(start).TotalSeconds : 0);
            writer.WriteEndObject();
        }

        return BytesAsync(context, status, "application/json", buffer.WrittenMemory);
    }

    private static Task BytesAsync(HttpContext context, int status, string type, ReadOnlyMemory<byte> bytes)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }
}
