using System.Buffers;
using System.Text;
using DevFlow.KnowledgeHub.Api;

namespace DevFlow.KnowledgeHub.Reading;

/// <summary>Bytes as text, or not at all: a wrong character would be found by nobody, and a key with one in it by no search for secrets.</summary>
internal static class TextDecoding
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding _littleEndian = new(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding _bigEndian = new(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);

    /// <param name="bytes">The document.</param>
    /// <param name="charset">What its Content-Type says; a mark at the beginning counts more.</param>
    public static string Decode(ReadOnlyMemory<byte> bytes, string? charset)
    {
        var text = bytes.Span switch
        {
            [0xEF, 0xBB, 0xBF, ..] => Utf8(bytes.Span[3..], marked: 3),
            [0xFF, 0xFE, ..] => Utf16(_littleEndian, bytes.Span[2..], marked: 2),
            [0xFE, 0xFF, ..] => Utf16(_bigEndian, bytes.Span[2..], marked: 2),
            _ => charset?.Trim('"').ToLowerInvariant() switch
            {
                null or "" or "utf-8" or "utf8" or "us-ascii" => Utf8(bytes.Span, marked: 0),
                "utf-16" or "utf-16le" => Utf16(_littleEndian, bytes.Span, marked: 0),
                "utf-16be" => Utf16(_bigEndian, bytes.Span, marked: 0),
                "iso-8859-1" or "latin1" => Encoding.Latin1.GetString(bytes.Span),
                _ => throw HubException.Invalid("The charset that its Content-Type names is not known here: send the document as UTF-8."),
            },
        };
        var zero = text.IndexOf('\0', StringComparison.Ordinal);
        return zero < 0 ? text : throw HubException.Invalid($"The document is no text: its character {zero} is a zero. Send it with the Content-Type that it has; known are {MediaTypes.All}.");
    }

    private static string Utf8(ReadOnlySpan<byte> bytes, int marked)
    {
        if (Utf8Valid(bytes) is { } offset)
            throw HubException.Invalid($"The document is not UTF-8: byte {marked + offset} begins no character of it. Send it as UTF-8, or name its charset in the Content-Type.");
        return _utf8.GetString(bytes);
    }

    // Where the first byte stands that belongs to no character.
    private static int? Utf8Valid(ReadOnlySpan<byte> bytes)
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes))
            return null;
        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var length) is OperationStatus.Done)
            at += length;
        return at;
    }

    private static string Utf16(UnicodeEncoding encoding, ReadOnlySpan<byte> bytes, int marked)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw HubException.Invalid($"The document is not UTF-16, as it says it is: byte {marked + Utf16Fault(encoding, bytes)} begins no character of it. Send it as UTF-8.");
        }
    }

    // The decoder's own place is of the piece that it was at.
    private static int Utf16Fault(UnicodeEncoding encoding, ReadOnlySpan<byte> bytes)
    {
        var isBig = encoding.Equals(_bigEndian);
        for (var at = 0; at + 1 < bytes.Length; at += 2)
        {
            var unit = (char)(isBig ? (bytes[at] << 8) | bytes[at + 1] : (bytes[at + 1] << 8) | bytes[at]);
            if (!char.IsSurrogate(unit))
                continue;
            var next = at + 3 < bytes.Length ? (char)(isBig ? (bytes[at + 2] << 8) | bytes[at + 3] : (bytes[at + 3] << 8) | bytes[at + 2]) : '\0';
            if (!char.IsSurrogatePair(unit, next))
                return at;
            at += 2;
        }

        return bytes.Length - 1;
    }
}
