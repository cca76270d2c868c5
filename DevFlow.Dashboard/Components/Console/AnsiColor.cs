namespace DevFlow.Dashboard.Components.Console;

/// <summary>A colour that a program chose for its text.</summary>
/// <param name="IsPalette">Whether it is one of the sixteen that each terminal has its own shades for.</param>
/// <param name="Value">The number in the palette, 0 to 15; else red, green and blue, a byte each.</param>
internal sealed record AnsiColor(bool IsPalette, int Value)
{
    public static AnsiColor Palette(int number) => new(IsPalette: true, number);

    public static AnsiColor Rgb(int red, int green, int blue) => new(IsPalette: false, (red << 16) | (green << 8) | blue);

    /// <summary>The colour of a number of the 256: sixteen of the palette, a cube of 6 by 6 by 6, and 24 greys.</summary>
    public static AnsiColor Of256(int number) => number switch
    {
        < 16 => Palette(number),
        < 232 => Rgb(Level((number - 16) / 36), Level((number - 16) / 6 % 6), Level((number - 16) % 6)),
        _ => Rgb((10 * (number - 232)) + 8, (10 * (number - 232)) + 8, (10 * (number - 232)) + 8),
    };

    /// <summary>As a style sheet writes it.</summary>
    public string Css => IsPalette ? $"var(--ansi-{Value})" : $"#{Value:x6}";

    private static int Level(int step) => step == 0 ? 0 : 55 + (40 * step);
}
