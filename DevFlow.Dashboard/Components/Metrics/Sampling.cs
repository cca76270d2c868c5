using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Components.Metrics;

/// <summary>What values were at the end of each step.</summary>
internal static class Sampling
{
    /// <param name="group">Series with the same attributes, of one process after the other, or of several at once.</param>
    /// <param name="timeline">The steps.</param>
    /// <param name="add">Whether what several processes have at once adds up; otherwise the one that was heard of last tells.</param>
    public static double?[] Of(IEnumerable<Series> group, Timeline timeline, bool add)
    {
        var values = new double?[timeline.Count];
        var ofLive = new double?[timeline.Count];
        foreach (var series in group.OrderBy(series => series.Last.Time))
        {
            var point = 0;
            for (var step = 0; step < timeline.Count; step++)
            {
                var (begin, end) = (timeline.EndOf(step) - timeline.Step, timeline.EndOf(step));
                if (series.Points[0].Time > end || (!series.IsLive && series.Last.Time <= begin))
                    continue;
                while (point + 1 < series.Points.Count && series.Points[point + 1].Time <= end)
                    point++;
                if (!double.IsFinite(series.Points[point].Value))
                    continue;
                var into = series.IsLive ? ofLive : values;
                into[step] = series.Points[point].Value + (add && series.IsLive ? into[step] ?? 0 : 0);
            }
        }

        for (var step = 0; step < timeline.Count; step++)
            values[step] = ofLive[step] ?? values[step];
        return values;
    }
}
