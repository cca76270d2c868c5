namespace DevFlow.Dashboard.Telemetry;

/// <summary>One measurement. Sums are cumulative: what came as a delta is added up.</summary>
/// <param name="Time">When it was measured.</param>
/// <param name="Value">The value; of a histogram the sum of what it recorded.</param>
/// <param name="Histogram">How what was recorded is spread; null for other instruments.</param>
public sealed record Point(DateTimeOffset Time, double Value, HistogramPoint? Histogram = null)
{
    /// <summary>How much memory it takes: as much as this many points without buckets.</summary>
    public int Weight => 1 + ((Histogram?.Counts.Count ?? 0) / 8);

    /// <summary>The same measurement, at whatever time.</summary>
    public bool Repeats(Point other) => Value.Equals(other.Value) && Equals(Histogram, other.Histogram);

    /// <summary>This, which was measured since the other, added to the other.</summary>
    public Point AddedTo(Point other) => this with { Value = other.Value + Value, Histogram = Histogram?.Plus(other.Histogram!) };

    /// <summary>How it was when nothing had been recorded.</summary>
    public Point Zero(DateTimeOffset time) => new(time, 0, Histogram?.Zero());
}
