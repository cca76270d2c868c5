using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace DevFlow.Secrets;

/// <summary>Percent-encoding, read strictly: a stray <c>%</c> or bytes that are not UTF-8 are refused, never passed through.</summary>
internal static class PercentEncoding
{
    private static readonly UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The characters that a segment of an op:// reference may hold as they are.</summary>
    public static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ' ';

    public static bool TryDecode(string text, [NotNullWhen(true)] out string? decoded)
    {
        decoded = text.Contains('%') ? null : text;
        if (decoded is not null)
            return true;

        var bytes = new List<byte>(text.Length);
        try
        {
            for (var i = 0; i < text.Length; i++)
            {
                if (text[i] != '%')
                {
                    var length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
                    bytes.AddRange(_strictUtf8.GetBytes(text, i, length));
                    i += length - 1;
                    continue;
                }

                if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                    return false;
                bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
                i += 2;
            }

            decoded = _strictUtf8.GetString([.. bytes]);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public static void Append(StringBuilder text, string segment)
    {
        foreach (var b in Encoding.UTF8.GetBytes(segment))
        {
            if (IsPlain((char)b))
                text.Append((char)b);
            else
                text.Append('%').Append(b.ToString("X2"));
        }
    }
}
