using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DevFlow.Cli.Output;

/// <summary>Prints a document for machines.</summary>
internal static class Json
{
    // People read it too: quotes and dots stay as they are. It is never put into a web page.
    private static readonly JsonContext _context = new(new(JsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static readonly JsonContext _lines = new(new(_context.Options) { WriteIndented = false });

    public static void Print<T>(T value, Func<JsonContext, JsonTypeInfo<T>> type) =>
        Console.Out.WriteLine(JsonSerializer.Serialize(value, type(_context)));

    /// <summary>Prints one document of a stream of them, which takes one line each.</summary>
    public static void PrintLine<T>(T value, Func<JsonContext, JsonTypeInfo<T>> type) =>
        Console.Out.WriteLine(JsonSerializer.Serialize(value, type(_lines)));
}
