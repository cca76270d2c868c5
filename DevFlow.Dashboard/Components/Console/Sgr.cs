namespace DevFlow.Dashboard.Components.Console;

/// <summary>Select Graphic Rendition: the numbers between <c>ESC [</c> and <c>m</c>.</summary>
internal static class Sgr
{
    public static AnsiStyle Apply(AnsiStyle style, string parameters)
    {
        var all = parameters.Split(';');
        for (var i = 0; i < all.Length; i++)
        {
            // Either 38;5;208, or 38:5:208 as one parameter of parts.
            var parts = all[i].Split(':');
            var code = Number(parts[0]);
            if (code is not (38 or 48))
            {
                style = Apply(style, parts.Length > 1 && code == 4 && Number(parts[1]) == 0 ? 24 : code);
                continue;
            }

            var color = parts.Length > 1 ? OfParts(parts) : OfRow(all, ref i);
            if (color is not null)
                style = code == 38 ? style with { Foreground = color } : style with { Background = color };
        }

        return style;
    }

    private static AnsiStyle Apply(AnsiStyle style, int code) => code switch
    {
        0 => AnsiStyle.Plain,
        1 => style with { IsBold = true },
        2 => style with { IsDim = true },
        3 => style with { IsItalic = true },
        4 or 21 => style with { IsUnderlined = true },
        7 => style with { IsInverse = true },
        9 => style with { IsStruck = true },
        22 => style with { IsBold = false, IsDim = false },
        23 => style with { IsItalic = false },
        24 => style with { IsUnderlined = false },
        27 => style with { IsInverse = false },
        29 => style with { IsStruck = false },
        >= 30 and <= 37 => style with { Foreground = AnsiColor.Palette(code - 30) },
        39 => style with { Foreground = null },
        // Programs that colour their text for a dark terminal say black for "as the terminal's own".
        40 or 49 => style with { Background = null },
        >= 41 and <= 47 => style with { Background = AnsiColor.Palette(code - 40) },
        >= 90 and <= 97 => style with { Foreground = AnsiColor.Palette(code - 90 + 8) },
        >= 100 and <= 107 => style with { Background = AnsiColor.Palette(code - 100 + 8) },
        _ => style,
    };

    private static AnsiColor? OfRow(string[] all, ref int i)
    {
        var kind = i + 1 < all.Length ? Number(all[i + 1]) : 0;
        var first = i + 2;
        i += kind switch { 5 => 2, 2 => 4, _ => 1 };
        return i < all.Length ? Of(kind, all[first..(i + 1)]) : null;
    }

    // 38:2:r:g:b, or with the colour space between: 38:2::r:g:b.
    private static AnsiColor? OfParts(string[] parts) => Of(Number(parts[1]), parts[(parts.Length >= 6 ? 3 : 2)..]);

    private static AnsiColor? Of(int kind, string[] values) => (kind, values.Select(Number).ToArray()) switch
    {
        (5, [var number and <= 255, ..]) => AnsiColor.Of256(number),
        (2, [var red and <= 255, var green and <= 255, var blue and <= 255, ..]) => AnsiColor.Rgb(red, green, blue),
        _ => null,
    };

    // Nothing is 0; so is a number that no terminal knows.
    private static int Number(string text) => int.TryParse(text, out var number) ? number : 0;
}
