using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace DevFlow.QdrantEmulator;

/// <summary>Reads a request's body: JSON that is sound all through, so that nobody who looks into it later meets a surprise.</summary>
internal static class RequestBody
{
    private const int MaxDepth = 128;

    // A shorter number without an exponent is within the range of a double.
    private const int LongNumber = 300;

    private static readonly JsonDocumentOptions _json = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    public static async Task<JsonElement> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
            throw new ApiException(StatusCodes.Status400BadRequest, "Content type error");
        var bytes = await ReadBytesAsync(context);
        if (!Utf8.IsValid(bytes))
            throw ApiException.Format("it is not UTF-8");
        try
        {
            Check(bytes);
            using var document = JsonDocument.Parse(bytes, _json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw ApiException.Format("invalid type, expected an object");
        }
        catch (JsonException fault)
        {
            throw ApiException.Format($"{Reason(fault)} at line {(fault.LineNumber ?? 0) + 1} column {(fault.BytePositionInLine ?? 0) + 1}");
        }
    }

    private static async Task<byte[]> ReadBytesAsync(HttpContext context)
    {
        var limit = context.RequestServices.GetRequiredService<RequestLimits>().MaxBodyBytes;
        if (context.Request.ContentLength is { } length && length > limit)
            throw TooLarge($"JSON payload ({length} bytes) is larger than allowed (limit: {limit} bytes).");
        using var stream = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;)
        {
            if (stream.Length + read > limit)
                throw TooLarge($"JSON payload has exceeded limit ({limit} bytes).");
            stream.Write(buffer, 0, read);
        }

        return stream.ToArray();
    }

    // What the parser lets pass: half a surrogate pair, and numbers beyond what a double holds.
    private static void Check(byte[] bytes)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped && !IsText(ref reader))
                throw ApiException.Format("a lone surrogate in a string");
            if (reader.TokenType == JsonTokenType.Number && (reader.ValueSpan.Length > LongNumber || reader.ValueSpan.ContainsAny((byte)'e', (byte)'E'))
                && !double.IsFinite(reader.GetDouble()))
                throw ApiException.Format($"number out of range: {Encoding.UTF8.GetString(reader.ValueSpan[..Math.Min(reader.ValueSpan.Length, 40)])}");
        }
    }

    private static bool IsText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static ApiException TooLarge(string what) => new(StatusCodes.Status400BadRequest, $"Payload error: {what}");

    // The parser's own text ends with a place in its own words.
    private static string Reason(JsonException fault) => fault.Message.Split(" Path:")[0].Split(" LineNumber:")[0].TrimEnd('.');
}
