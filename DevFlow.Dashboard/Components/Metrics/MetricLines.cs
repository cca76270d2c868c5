using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Components.Metrics;

/// <summary>The lines of a chart: one for each set of attributes, whatever processes it was measured in; of a histogram three percentiles of all of them.</summary>
internal static class MetricLines
{
    private static readonly (string Name, double Part)[] _percentiles = [("p50", .5), ("p90", .9), ("p99", .99)];

    public static IReadOnlyList<ChartLine> Of(Instrument instrument, IReadOnlyList<Series> series, MetricView view, Timeline timeline)
    {
        if (series.Count == 0)
            return [];
        if (view == MetricView.Percentiles)
            return Percentiles(series, timeline);

        var names = new SeriesNames(series);
        return [.. series.GroupBy(one => new SeriesKey("", one.Fields))
            .Select(group => (Name: names.Of(group.Key.Fields), Values: Values(instrument, group, view, timeline)))
            .OrderBy(line => line.Name, StringComparer.Ordinal)
            .Select((line, place) => new ChartLine(line.Name, line.Values) { Place = place })];
    }

    /// <summary>Those that reach farthest from zero, in their order. A line of which nothing is known comes after all others.</summary>
    public static IReadOnlyList<ChartLine> Largest(IReadOnlyList<ChartLine> lines, int most) =>
        [.. lines.OrderByDescending(line => line.Values.Max(value => value is { } known ? Math.Abs(known) : -1)).Take(most).OrderBy(line => line.Place)];

    private static double?[] Values(Instrument instrument, IEnumerable<Series> group, MetricView view, Timeline timeline)
    {
        if (view != MetricView.PerSecond)
            return Sampling.Of(group, timeline, add: instrument.Kind != InstrumentKind.Gauge);

        var totals = new StepTotals(timeline, width: 1);
        foreach (var series in group)
            totals.Add(series.Points, (before, after, amounts) => amounts[0] = instrument.Kind == InstrumentKind.Histogram ? Increase.OfCount(before, after) : Increase.OfValue(before, after));
        return [.. Enumerable.Range(0, timeline.Count).Select(totals.PerSecond)];
    }

    private static List<ChartLine> Percentiles(IReadOnlyList<Series> series, Timeline timeline)
    {
        var bounds = series.MaxBy(one => one.Last.Time)!.Last.Histogram!.Bounds;
        var totals = new StepTotals(timeline, bounds.Count + 1);
        foreach (var one in series)
            totals.Add(one.Points, (before, after, amounts) => Increase.OfBuckets(before.Histogram!, after.Histogram!, bounds, amounts));
        return [.. _percentiles.Select((percentile, place) => new ChartLine(
            percentile.Name,
            [.. Enumerable.Range(0, timeline.Count).Select(step => totals[step] is { } counts ? Buckets.Percentile(bounds, counts, percentile.Part) : null)]) { Place = place })];
    }
}
