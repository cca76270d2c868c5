using System.CommandLine;
using System.Globalization;

namespace DevFlow.Cli;

/// <summary>An option that takes a duration: 90s, 15m, 12h, 7d.</summary>
internal static class DurationOption
{
    public static Option<TimeSpan?> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DURATION",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Parse(text) is { } duration)
                return duration;
            result.AddError($"'{text}' is no duration: write 90s, 15m, 12h or 7d");
            return null;
        },
    };

    private static TimeSpan? Parse(string text)
    {
        if (text.Length < 2 || !int.TryParse(text.AsSpan()[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        long? seconds = text[^1] switch
        {
            's' => 1,
            'm' => 60,
            'h' => 60 * 60,
            'd' => 24 * 60 * 60,
            _ => null,
        };
        return number * seconds is > 0 and <= int.MaxValue and { } total ? TimeSpan.FromSeconds(total) : null;
    }
}
