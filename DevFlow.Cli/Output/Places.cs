using System.Globalization;

namespace DevFlow.Cli.Output;

/// <summary>The places that findings name, in the order in which a person goes through them: .env:9:1 before .env:10:1.</summary>
internal static class Places
{
    public static (string File, int Line, int Column) Parse(string where) => where.Split(':') switch
    {
        [.. var file, var line, var column] when TryNumber(line, out var l) && TryNumber(column, out var c) => (string.Join(':', file), l, c),
        [.. var file, var line] when TryNumber(line, out var l) => (string.Join(':', file), l, 0),
        _ => (where, 0, 0),
    };

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
