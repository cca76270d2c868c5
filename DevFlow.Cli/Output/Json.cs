using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DevFlow.Cli.Output;

/// <summary>Prints a document for machines.</summary>
internal static class Json
{
    // People read it too: quotes and dots stay as they are. It is never put into a web page.
    private static readonly JsonContext _context = new(new(JsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static void Print<T>(T value, Func<JsonContext, JsonTypeInfo<T>> type) =>
        Console.Out.WriteLine(JsonSerializer.Serialize(value, type(_context)));
}
