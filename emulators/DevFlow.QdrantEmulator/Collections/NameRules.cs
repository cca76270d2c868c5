using System.Buffers;
using System.Text;

namespace DevFlow.QdrantEmulator;

/// <summary>What a collection and a vector may be called.</summary>
internal static class NameRules
{
    private const int MaxCollection = 255;
    private const int MaxVector = 200;

    // Qdrant's list.
    private static readonly SearchValues<char> _forbidden = SearchValues.Create("<>:\"/\\|?*\0\u001f");

    public static void CheckCollection(string name) => Check(name, "collection name", "path parameters", "collection_name", MaxCollection, name.Length);

    public static void CheckVector(string name) => Check(name, "vector name", "JSON body", "vectors", MaxVector, Encoding.UTF8.GetByteCount(name));

    private static void Check(string name, string kind, string where, string at, int max, int length)
    {
        var bad = name.AsSpan().IndexOfAny(_forbidden);
        if (bad >= 0)
            throw Refused($"{kind} cannot contain \"{name[bad]}\" char");
        if (length > max)
            throw Refused($"value is too long, must be at most {max} long");

        ApiException Refused(string why) => new(StatusCodes.Status422UnprocessableEntity, $"Validation error in {where}: [{at}: {why}]");
    }
}
