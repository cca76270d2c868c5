namespace DevFlow.Dashboard.Telemetry;

/// <summary>A cumulative histogram with explicit bounds.</summary>
/// <param name="Count">How many values were recorded.</param>
/// <param name="Bounds">The upper bounds of all buckets but the last, ascending.</param>
/// <param name="Counts">How many values are in each bucket; one more than there are bounds.</param>
public sealed record HistogramPoint(long Count, IReadOnlyList<double> Bounds, IReadOnlyList<long> Counts)
{
    /// <summary>An exponential histogram of the highest resolution has 160 buckets on either side of zero.</summary>
    private const int MaxBuckets = 400;

    /// <summary>Whether it can be kept: as many counts as bounds ask for, none negative, all of them together the count; bounds that ascend, not too many.</summary>
    public bool IsValid
    {
        get
        {
            if (Counts.Count != Bounds.Count + 1 || Counts.Count > MaxBuckets || Counts.Any(count => count < 0))
                return false;
            for (var i = 0; i < Bounds.Count; i++)
            {
                if (!double.IsFinite(Bounds[i]) || (i > 0 && Bounds[i] <= Bounds[i - 1]))
                    return false;
            }

            return Counts.Aggregate(default(Int128), (sum, count) => sum + count) == Count;
        }
    }

    /// <summary>Both together, in the bounds that both tell about. Those of exponential histograms are nested, so that nothing but resolution is lost.</summary>
    public HistogramPoint Plus(HistogramPoint other)
    {
        if (SameBounds(other))
            return new(Count + other.Count, other.Bounds, [.. Counts.Zip(other.Counts, (mine, theirs) => mine + theirs)]);
        List<double> bounds = [];
        List<long> counts = [];
        long below = 0;
        foreach (var bound in Bounds.Concat(other.Bounds).Distinct().Order())
        {
            if (UpTo(bound) + other.UpTo(bound) is not { } upTo || bounds.Count + 1 == MaxBuckets)
                continue;
            bounds.Add(bound);
            counts.Add(upTo - below);
            below = upTo;
        }

        counts.Add(Count + other.Count - below);
        return new(Count + other.Count, bounds, counts);
    }

    public HistogramPoint Zero() => new(0, Bounds, new long[Counts.Count]);

    public bool SameBounds(HistogramPoint other) => ReferenceEquals(Bounds, other.Bounds) || Bounds.SequenceEqual(other.Bounds);

    public bool Equals(HistogramPoint? other) => other is not null && Count == other.Count && Counts.SequenceEqual(other.Counts) && SameBounds(other);

    public override int GetHashCode() => HashCode.Combine(Count, Counts.Count);

    /// <summary>How many values are not above the bound; null when a bucket lies across it.</summary>
    private long? UpTo(double bound)
    {
        long below = 0;
        for (var i = 0; i < Bounds.Count; i++)
        {
            if (bound < Bounds[i])
                return Counts[i] == 0 ? below : null;
            below += Counts[i];
            if (Bounds[i].Equals(bound))
                return below;
        }

        return Counts[^1] == 0 ? below : null;
    }
}
