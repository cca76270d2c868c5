using System.Buffers;

namespace DevFlow.Secrets;

/// <summary>The characters that the dialect is made of.</summary>
internal static class DotEnvSyntax
{
    public static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>What may stand in a key after its first character.</summary>
    public static readonly SearchValues<byte> KeyBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-"u8);

    public static bool StartsKey(byte value) => char.IsAsciiLetter((char)value) || value == '_';

    public static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\t';

    public static bool IsQuote(byte value) => value is (byte)'"' or (byte)'\'' or (byte)'`';

    /// <summary>How many bytes of <paramref name="text"/>, from its beginning, are a key; 0 when it begins with none.</summary>
    public static int KeyLength(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || !StartsKey(text[0]))
        {
            return 0;
        }

        var end = text.IndexOfAnyExcept(KeyBytes);
        return end < 0 ? text.Length : end;
    }

    public static string NameOf(byte quote) => quote switch
    {
        (byte)'"' => "double quote",
        (byte)'\'' => "single quote",
        _ => "backtick",
    };
}
