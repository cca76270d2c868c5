using Microsoft.AspNetCore.Components;

namespace DevFlow.Dashboard.Components.Console;

internal static class LineText
{
    /// <summary>A line's text. It is built by hand since no space may come between its pieces; each goes in as text, so nothing that a program prints becomes part of the page.</summary>
    public static RenderFragment Of(ConsoleRow row, string? search) => builder =>
    {
        foreach (var piece in LinePieces.Of(row, search))
        {
            builder.OpenElement(0, piece.Url is null ? piece.IsMatch ? "mark" : "span" : "a");
            if (piece.Url is not null)
            {
                builder.AddAttribute(1, "href", piece.Url);
                builder.AddAttribute(2, "target", "_blank");
                builder.AddAttribute(3, "rel", "noopener noreferrer");
            }

            builder.AddAttribute(4, "class", ClassOf(piece));
            builder.AddAttribute(5, "style", ColorsOf(piece.Style));
            builder.AddContent(6, piece.Text);
            builder.CloseElement();
        }

        if (row.Text.Length > LinePieces.MaxLength)
        {
            builder.OpenElement(7, "span");
            builder.AddAttribute(8, "class", "cut");
            builder.AddContent(9, $" … and {row.Text.Length - LinePieces.MaxLength:#,0} characters more: see the download");
            builder.CloseElement();
        }
    };

    private static string? ClassOf(LinePiece piece)
    {
        var style = piece.Style;
        var classes = string.Join(' ', new[]
        {
            style switch
            {
                { IsInverse: true } => "inverse",
                { Background: not null } => "back",
                { Foreground.IsPalette: false } => "shade",
                { Foreground: not null } => "fore",
                _ => null,
            },
            style.IsBold ? "bold" : null,
            style.IsDim ? "dim" : null,
            style.IsItalic ? "italic" : null,
            style.IsUnderlined ? "underlined" : null,
            style.IsStruck ? "struck" : null,
            piece.IsMatch ? "match" : null,
        }.OfType<string>());
        return classes.Length == 0 ? null : classes;
    }

    // Numbers that were parsed, never a text of the program's.
    private static string? ColorsOf(AnsiStyle style) => (style.Foreground, style.Background) switch
    {
        (null, null) => null,
        ({ } fore, null) => $"--fore:{fore.Css}",
        (null, { } back) => $"--back:{back.Css}",
        ({ } fore, { } back) => $"--fore:{fore.Css};--back:{back.Css}",
    };
}
