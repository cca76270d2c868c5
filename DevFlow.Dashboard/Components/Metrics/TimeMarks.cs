using System.Globalization;

namespace DevFlow.Dashboard.Components.Metrics;

/// <summary>The round times below a chart, each with how far along it stands, from 0 to 1.</summary>
internal static class TimeMarks
{
    public static IEnumerable<(string Text, double Place)> Of(Timeline timeline)
    {
        var window = timeline.End - timeline.Start;
        var (pace, format) = window.TotalMinutes switch
        {
            <= 1 => (TimeSpan.FromSeconds(10), "HH:mm:ss"),
            <= 5 => (TimeSpan.FromMinutes(1), "HH:mm"),
            <= 15 => (TimeSpan.FromMinutes(3), "HH:mm"),
            _ => (TimeSpan.FromMinutes(5), "HH:mm"),
        };
        // Values stand at the ends of their steps, so the first of them is where the chart begins.
        var (first, last) = (timeline.EndOf(0), timeline.EndOf(timeline.Count - 1));
        for (var at = new DateTimeOffset((first.UtcTicks + pace.Ticks - 1) / pace.Ticks * pace.Ticks, TimeSpan.Zero); at <= last; at += pace)
            yield return (at.ToLocalTime().ToString(format, CultureInfo.InvariantCulture), (at - first) / (last - first));
    }
}
