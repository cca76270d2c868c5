using DevFlow.Dashboard.Otlp.Wire;
using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Otlp;

/// <summary>Both kinds of histogram as one with explicit bounds; null when what was sent contradicts itself.</summary>
internal static class HistogramPoints
{
    // What exponential histograms are sent with is 160.
    private const int MaxBuckets = 2048;

    public static HistogramPoint? Of(HistogramDataPoint point)
    {
        // Without buckets it still has a count and a sum.
        if (point.BucketCounts.Count == 0 && point.ExplicitBounds.Count == 0)
            return new(Number(point.Count), [], [Number(point.Count)]);
        if (point.BucketCounts.Count != point.ExplicitBounds.Count + 1 || point.BucketCounts.Count > MaxBuckets || !IsAscending(point.ExplicitBounds))
            return null;
        return new(Number(point.Count), [.. point.ExplicitBounds], [.. point.BucketCounts.Select(Number)]);
    }

    /// <summary>Bucket i of the positive range is from base^(offset + i) to base^(offset + i + 1), base being 2^(2^-scale); the negative range mirrors it.</summary>
    public static HistogramPoint? Of(ExponentialHistogramDataPoint point)
    {
        var (positive, negative) = (point.Positive?.BucketCounts ?? [], point.Negative?.BucketCounts ?? []);
        if (positive.Count + negative.Count > MaxBuckets)
            return null;
        var power = Math.Pow(2, -point.Scale);
        var (bounds, counts) = (new List<double>(), new List<long>());
        for (var i = negative.Count - 1; i >= 0; i--)
            Add(-Math.Pow(2, (point.Negative!.Offset + (double)i) * power), negative[i]);
        Add(0, point.ZeroCount);
        if (positive.Count > 0)
            Add(Math.Pow(2, point.Positive!.Offset * power), 0);
        for (var i = 0; i < positive.Count; i++)
            Add(Math.Pow(2, (point.Positive!.Offset + (double)i + 1) * power), positive[i]);
        counts.Add(0);
        return IsAscending(bounds) ? new(Number(point.Count), bounds, counts) : null;

        void Add(double bound, ulong count)
        {
            bounds.Add(bound);
            counts.Add(Number(count));
        }
    }

    private static bool IsAscending(IReadOnlyList<double> bounds)
    {
        for (var i = 0; i < bounds.Count; i++)
        {
            if (!double.IsFinite(bounds[i]) || (i > 0 && bounds[i] <= bounds[i - 1]))
                return false;
        }

        return true;
    }

    private static long Number(ulong count) => (long)Math.Min(count, long.MaxValue);
}
