using System.Text;
using System.Text.Unicode;

namespace DevFlow.Secrets;

/// <summary>Finds what is not UTF-8 text. Of a faulty line, the first fault is reported and the line's key is not set.</summary>
internal sealed class DotEnvEncoding
{
    private readonly List<(int Offset, int Diagnostic)> _faults = [];
    private int _next;

    private DotEnvEncoding()
    {
    }

    /// <summary>The flavour of UTF-16, by byte order mark or by the NULs between the letters; null when it is not UTF-16.</summary>
    public static string? Utf16Flavour(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return "little-endian";
        }

        if (text.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return "big-endian";
        }

        // Without a mark: most letters of a .env file are ASCII, so one byte of nearly every pair is NUL, and always the same one.
        var pairs = Math.Min(text.Length, 256) / 2;
        var (even, odd) = (0, 0);
        for (var i = 0; i < pairs; i++)
        {
            even += text[2 * i] == 0 ? 1 : 0;
            odd += text[(2 * i) + 1] == 0 ? 1 : 0;
        }

        return pairs < 2 || even + odd < (pairs + 1) / 2 ? null
            : even == 0 ? "little-endian"
            : odd == 0 ? "big-endian"
            : null;
    }

    /// <summary>Reports every line that is not UTF-8 text; null when there is none.</summary>
    public static DotEnvEncoding? Check(ReadOnlySpan<byte> text, string path, DotEnvReport report)
    {
        if (Utf8.IsValid(text) && !text.Contains((byte)0))
        {
            return null;
        }

        var result = new DotEnvEncoding();
        var start = text.StartsWith(DotEnvSyntax.ByteOrderMark) ? DotEnvSyntax.ByteOrderMark.Length : 0;
        for (var line = 1; start < text.Length; line++)
        {
            var length = text[start..].IndexOf((byte)'\n');
            var content = length < 0 ? text[start..] : text.Slice(start, length);
            if (FirstFault(content) is var at and >= 0)
            {
                var (code, message) = content[at] == 0
                    ? (DotEnvCodes.Nul, "the line has a NUL byte; remove it")
                    : (DotEnvCodes.InvalidUtf8, "the line has bytes that are not UTF-8; save the file as UTF-8");
                var column = Encoding.UTF8.GetCharCount(content[..at]) + 1;
                result._faults.Add((start, report.Add(new(FindingSeverity.Error, code, path, line, column, Key: null, message))));
            }

            start += content.Length + 1;
        }

        return result;
    }

    /// <summary>Whether a statement has a faulty line, whose report then gets its key. Statements are asked in file order.</summary>
    public bool Spoils(in DotEnvStatement statement, string? key, DotEnvReport report)
    {
        while (_next < _faults.Count && _faults[_next].Offset < statement.Start)
        {
            _next++;
        }

        var spoiled = false;
        for (; _next < _faults.Count && _faults[_next].Offset < statement.End; _next++)
        {
            report.NameKey(_faults[_next].Diagnostic, key);
            spoiled = true;
        }

        return spoiled;
    }

    private static int FirstFault(ReadOnlySpan<byte> line)
    {
        var nul = line.IndexOf((byte)0);
        var valid = nul < 0 ? line : line[..nul];
        if (Utf8.IsValid(valid))
        {
            return nul;
        }

        var at = 0;
        while (Rune.DecodeFromUtf8(valid[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }
}
