using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Components.Metrics;

/// <summary>The arithmetic of histograms.</summary>
internal static class Buckets
{
    /// <summary>The counts of a histogram in other bounds. Where a bucket lies across a bound, its values count as evenly spread.</summary>
    public static double[] In(HistogramPoint histogram, IReadOnlyList<double> bounds)
    {
        if (ReferenceEquals(histogram.Bounds, bounds) || histogram.Bounds.SequenceEqual(bounds))
            return [.. histogram.Counts.Select(count => (double)count)];
        var counts = new double[bounds.Count + 1];
        double below = 0;
        for (var i = 0; i < bounds.Count; i++)
        {
            var upTo = UpTo(histogram, bounds[i]);
            counts[i] = upTo - below;
            below = upTo;
        }

        counts[^1] = histogram.Count - below;
        return counts;
    }

    /// <summary>
    /// The value that a part of all values does not exceed, spread evenly inside their bucket as Prometheus has it: the first bucket begins
    /// at zero when its bound is above, and the last one has no end, so its beginning is what is known.
    /// </summary>
    /// <returns>Null when there are no values, or no bounds to tell them by.</returns>
    public static double? Percentile(IReadOnlyList<double> bounds, IReadOnlyList<double> counts, double part)
    {
        var total = counts.Sum();
        if (bounds.Count == 0 || total <= 0)
            return null;
        var rank = part * total;
        double below = 0;
        for (var i = 0; i < bounds.Count; i++)
        {
            if (counts[i] > 0 && below + counts[i] >= rank)
            {
                if (i == 0 && bounds[0] <= 0)
                    return bounds[0];
                var lower = i == 0 ? 0 : bounds[i - 1];
                return lower + ((bounds[i] - lower) * (rank - below) / counts[i]);
            }

            below += counts[i];
        }

        return bounds[^1];
    }

    private static double UpTo(HistogramPoint histogram, double bound)
    {
        double below = 0;
        for (var i = 0; i < histogram.Bounds.Count; i++)
        {
            var (upper, count) = (histogram.Bounds[i], histogram.Counts[i]);
            if (bound < upper)
            {
                var lower = i > 0 ? histogram.Bounds[i - 1] : Math.Min(0, bound);
                return below + (count * Math.Clamp((bound - lower) / (upper - lower), 0, 1));
            }

            below += count;
        }

        return below;
    }
}
