using System.Text;
using Spectre.Console;

namespace DevFlow.Cli.Output;

/// <summary>
/// A document in Markdown as people read it on a terminal: headings, lists, tables and strong words, which is what the engine's reports are made of. All else is shown as
/// it stands.
/// </summary>
internal static class MarkdownScreen
{
    private static readonly Style _heading = new(Color.Blue, decoration: Decoration.Bold);

    public static void Show(string markdown)
    {
        var lines = new Queue<string>(markdown.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));
        while (lines.TryDequeue(out var line))
        {
            if (!line.StartsWith('|'))
            {
                Screen.Line(PiecesOf(line));
                continue;
            }

            List<string> rows = [line];
            while (lines.TryPeek(out var next) && next.StartsWith('|'))
                rows.Add(lines.Dequeue());
            // The second says that it is a table, and how its columns lie.
            var cells = rows.Where((_, index) => index != 1).Select(CellsOf).ToList();
            Screen.Table(cells[0], [.. cells.Skip(1)]);
        }
    }

    private static List<Piece> PiecesOf(string line)
    {
        var level = line.TakeWhile(c => c is '#').Count();
        if (level is > 0 and <= 6 && line.Length > level && line[level] is ' ')
            return [new(TextOf(line[(level + 1)..]), _heading)];
        return line.StartsWith("- [ ] ", StringComparison.Ordinal) ? [new("☐ ", Looks.Doubtful), .. InlineOf(line[6..])]
            : line.StartsWith("- [x] ", StringComparison.Ordinal) ? [new("☑ ", Looks.Good), .. InlineOf(line[6..])]
            : line.StartsWith("- ", StringComparison.Ordinal) ? [new("• ", Looks.Quiet), .. InlineOf(line[2..])]
            : InlineOf(line);
    }

    private static List<IReadOnlyList<Piece>> CellsOf(string row)
    {
        List<IReadOnlyList<Piece>> cells = [];
        var start = 1;
        for (var i = 1; i < row.Length; i++)
        {
            if (row[i] is '\\')
            {
                i++;
            }
            else if (row[i] is '|')
            {
                cells.Add(InlineOf(row[start..i].Trim()));
                start = i + 1;
            }
        }

        return cells;
    }

    private static string TextOf(string text) => string.Concat(InlineOf(text).Select(piece => piece.Text));

    // A character behind a backslash is itself, where it could be markup.
    private static List<Piece> InlineOf(string text)
    {
        List<Piece> pieces = [];
        var (part, isStrong) = (new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '\\' && i + 1 < text.Length && char.IsAscii(text[i + 1]) && (char.IsPunctuation(text[i + 1]) || char.IsSymbol(text[i + 1])))
            {
                part.Append(text[++i]);
            }
            else if (text.AsSpan(i).StartsWith("**"))
            {
                End();
                isStrong = !isStrong;
                i++;
            }
            else
            {
                part.Append(text[i]);
            }
        }

        End();
        return pieces;

        void End()
        {
            if (part.Length > 0)
                pieces.Add(isStrong ? new(Words.Plain(part.ToString()), Looks.Strong) : new(Words.Plain(part.ToString())));
            part.Clear();
        }
    }
}
