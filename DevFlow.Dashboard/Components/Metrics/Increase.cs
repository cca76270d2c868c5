using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Components.Metrics;

/// <summary>What came from one point of a series to the next. A count that is lower than before began again at zero.</summary>
internal static class Increase
{
    public static double OfValue(Point before, Point after) => Of(before.Value, after.Value);

    public static double OfCount(Point before, Point after) => Of(before.Histogram!.Count, after.Histogram!.Count);

    /// <summary>By bucket, in the bounds that are asked for.</summary>
    public static void OfBuckets(HistogramPoint before, HistogramPoint after, IReadOnlyList<double> bounds, Span<double> amounts)
    {
        var beganAgain = after.Count < before.Count;
        if (ReferenceEquals(before.Bounds, bounds) && ReferenceEquals(after.Bounds, bounds))
        {
            for (var i = 0; i < amounts.Length; i++)
                amounts[i] = Math.Max(0, after.Counts[i] - (beganAgain ? 0 : before.Counts[i]));
            return;
        }

        var (old, now) = (Buckets.In(before, bounds), Buckets.In(after, bounds));
        for (var i = 0; i < amounts.Length; i++)
            amounts[i] = Math.Max(0, now[i] - (beganAgain ? 0 : old[i]));
    }

    private static double Of(double before, double after) => Math.Max(0, after >= before ? after - before : after);
}
