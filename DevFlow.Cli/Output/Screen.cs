using Spectre.Console;

namespace DevFlow.Cli.Output;

/// <summary>Prints for people: coloured and wrapped on a terminal, plain and unwrapped into a file or a pipe.</summary>
internal static class Screen
{
    private const string Gap = "  ";

    private static readonly IAnsiConsole _console = Create();

    public static bool IsWide => _console.Profile.Width >= 120;

    // Never as markup: a path may hold brackets, and a place such as .env:3:1 colons.
    public static void Line(params IReadOnlyList<Piece> pieces) => _console.Write(ParagraphOf(pieces).Append(Environment.NewLine));

    /// <summary>A table with a rule below its headings, whose cells are wrapped where the terminal is too narrow.</summary>
    public static void Table(IReadOnlyList<IReadOnlyList<Piece>> headings, IReadOnlyList<IReadOnlyList<IReadOnlyList<Piece>>> rows)
    {
        var table = new Table { Border = TableBorder.Simple, BorderStyle = Looks.Quiet };
        foreach (var heading in headings)
            table.AddColumn(new TableColumn(ParagraphOf(heading)));
        foreach (var row in rows)
            table.AddRow(Enumerable.Range(0, headings.Count).Select(column => column < row.Count ? ParagraphOf(row[column]) : new Paragraph()));
        _console.Write(table);
    }

    /// <summary>Rows in columns, each as wide as its widest cell. Without rules, so that grep and awk can work on it.</summary>
    public static void Columns(IReadOnlyList<IReadOnlyList<Piece>> rows, string indent = "")
    {
        var widths = Enumerable.Range(0, rows[0].Count).Select(column => rows.Max(row => row[column].Text.Length)).ToList();
        foreach (var row in rows)
        {
            var padded = row.SkipLast(1).Zip(widths, (cell, width) => cell with { Text = cell.Text.PadRight(width) + Gap });
            Line([new Piece(indent), .. padded, row[^1]]);
        }
    }

    private static Paragraph ParagraphOf(IReadOnlyList<Piece> pieces)
    {
        var paragraph = new Paragraph();
        foreach (var piece in pieces)
            paragraph.Append(piece.Text, piece.Style);
        return paragraph;
    }

    private static IAnsiConsole Create()
    {
        if (!Console.IsOutputRedirected)
            return AnsiConsole.Console;

        // Said last: on a build server Spectre turns colours on for a pipe too.
        var console = AnsiConsole.Create(new() { ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Capabilities.Ansi = false;
        console.Profile.Width = int.MaxValue;
        return console;
    }
}
