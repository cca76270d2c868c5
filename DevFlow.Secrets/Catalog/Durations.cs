using System.Globalization;

namespace DevFlow.Secrets;

/// <summary>Durations as the catalog writes them: <c>90d</c>, <c>12h</c>, <c>30m</c>.</summary>
internal static class Durations
{
    private static readonly TimeSpan _longest = TimeSpan.FromDays(3653);

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        if (text.Length < 2 || !int.TryParse(text.AsSpan()[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;

        // In ticks, since TimeSpan.FromDays throws on a number that is too large.
        decimal unit = text[^1] switch
        {
            'd' => TimeSpan.TicksPerDay,
            'h' => TimeSpan.TicksPerHour,
            'm' => TimeSpan.TicksPerMinute,
            _ => 0,
        };
        if (unit == 0 || number == 0 || number * unit > _longest.Ticks)
            return false;
        duration = TimeSpan.FromTicks((long)(number * unit));
        return true;
    }

    /// <summary>As the catalog would write it; of what no number of minutes makes, the seconds are left out.</summary>
    public static string Text(TimeSpan duration) => duration switch
    {
        { Ticks: var ticks } when ticks % TimeSpan.TicksPerDay == 0 && ticks > 0 => string.Create(CultureInfo.InvariantCulture, $"{ticks / TimeSpan.TicksPerDay}d"),
        { Ticks: var ticks } when ticks % TimeSpan.TicksPerHour == 0 && ticks > 0 => string.Create(CultureInfo.InvariantCulture, $"{ticks / TimeSpan.TicksPerHour}h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / TimeSpan.TicksPerMinute}m"),
    };
}
