using System.Buffers;
using System.Text;

namespace DevFlow.Dashboard.Components.Console;

/// <summary>
/// Takes a line of a terminal apart (ECMA-48): <c>ESC [ … m</c> changes the style of what follows, even in the next line; every
/// other escape sequence and control character is left out.
/// </summary>
internal sealed class AnsiParser
{
    private const char Escape = '\e';
    private const char ControlSequence = '\x9b';
    private const char Bell = '\a';

    private static readonly SearchValues<char> _parameters = SearchValues.Create("0123456789;:");

    /// <summary>The style of what comes next.</summary>
    public AnsiStyle Style { get; private set; } = AnsiStyle.Plain;

    public IReadOnlyList<AnsiSegment> Parse(string line)
    {
        var segments = new List<AnsiSegment>();
        var text = new StringBuilder();
        for (var i = 0; i < line.Length;)
        {
            if (line[i] == Escape || line[i] == ControlSequence)
            {
                i = AfterSequence(line, i, out var sgr);
                if (sgr is null)
                    continue;
                End();
                Style = Sgr.Apply(Style, sgr);
                continue;
            }

            if (!char.IsControl(line[i]) || line[i] == '\t')
                text.Append(line[i]);
            i++;
        }

        End();
        return segments;

        void End()
        {
            if (text.Length > 0)
                segments.Add(new(text.ToString(), Style));
            text.Clear();
        }
    }

    /// <summary>The text alone.</summary>
    public static string Plain(string line) => line.AsSpan().ContainsAnyInRange('\0', '\x1f') || line.AsSpan().ContainsAnyInRange('\x7f', '\x9f')
        ? string.Concat(new AnsiParser().Parse(line).Select(segment => segment.Text))
        : line;

    // sgr: the parameters when it is one that changes the style. A sequence that the line's end cuts off ends there.
    private static int AfterSequence(string line, int start, out string? sgr)
    {
        sgr = null;
        var next = start + 1;
        if (line[start] == Escape)
        {
            if (next == line.Length)
                return next;
            if (line[next] is ']' or 'P' or 'X' or '^' or '_')
                return AfterString(line, next + 1);
            if (line[next] != '[')
                return AfterShort(line, next);
            next++;
        }

        var end = next;
        while (end < line.Length && line[end] is >= '\x20' and <= '\x3f')
            end++;
        if (end == line.Length)
            return end;
        if (line[end] == 'm' && !line.AsSpan(next, end - next).ContainsAnyExcept(_parameters))
            sgr = line[next..end];
        // What is no final byte does not belong to it: the sequence was broken off.
        return line[end] is >= '\x40' and <= '\x7e' ? end + 1 : end;
    }

    // A title or a link: ends with BEL or ESC \.
    private static int AfterString(string line, int start)
    {
        for (var i = start; i < line.Length; i++)
        {
            if (line[i] == Bell)
                return i + 1;
            if (line[i] == Escape && i + 1 < line.Length && line[i + 1] == '\\')
                return i + 2;
        }

        return line.Length;
    }

    // Any number of intermediate bytes and a final one, such as ESC ( B.
    private static int AfterShort(string line, int next)
    {
        while (next < line.Length && line[next] is >= '\x20' and <= '\x2f')
            next++;
        return next < line.Length && line[next] is >= '\x30' and <= '\x7e' ? next + 1 : next;
    }
}
