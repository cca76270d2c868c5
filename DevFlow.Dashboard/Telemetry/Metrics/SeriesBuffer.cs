namespace DevFlow.Dashboard.Telemetry;

/// <summary>The points of one series that are kept.</summary>
internal sealed class SeriesBuffer(SeriesKey key, MetricSource source)
{
    /// <summary>The longest time that pages look back.</summary>
    private static readonly TimeSpan _span = TimeSpan.FromMinutes(30);

    /// <summary>A series that goes back in time by more than this is a clock that was set; by less, an export that was sent twice.</summary>
    private static readonly TimeSpan _clockWasSet = TimeSpan.FromMinutes(1);

    private readonly List<Point> _points = [];
    private DateTimeOffset? _start;

    public MetricSource Source { get; } = source;

    public IReadOnlyList<Field> Fields => key.Fields;

    public int Count => _points.Count;

    /// <summary>How much memory its points take, in points without buckets, as if all were like the last one.</summary>
    public int Weight => Count == 0 ? 0 : Count * Last.Weight;

    public Point Last => _points[^1];

    public IReadOnlyList<Point> Snapshot() => [.. _points];

    /// <param name="point">As it was received, its time not to be doubted.</param>
    /// <param name="start">When it was zero; null when that is not known, or for what does not begin at zero.</param>
    /// <param name="isDelta">Whether it is what came since the point before.</param>
    public void Add(Point point, DateTimeOffset? start, bool isDelta)
    {
        if (Count > 0 && Last.Time - point.Time > _clockWasSet)
            _points.Clear();
        if (Count > 0 && point.Time <= Last.Time)
            return;

        var startsAnew = Count == 0 || (!isDelta && start > Last.Time && start != _start);
        if (startsAnew && start < point.Time)
            Append(point.Zero(start.Value));
        _start = start;

        if (Count > 0 && point.Histogram is { } histogram && histogram.SameBounds(Last.Histogram!))
            point = point with { Histogram = histogram with { Bounds = Last.Histogram!.Bounds } };
        Append(isDelta && Count > 0 ? point.AddedTo(Last) : point);
    }

    /// <summary>
    /// Makes room: what pages do not look back at goes, and of what is older than the latest quarter as much as lies closer
    /// together than a page would show, so that long ago is seen more coarsely rather than not at all.
    /// </summary>
    public void Thin()
    {
        // The last point before the span stays, as what was so at its beginning.
        var outlived = _points.FindIndex(point => Last.Time - point.Time <= _span) - 1;
        if (outlived > 0)
            _points.RemoveRange(0, outlived);

        // In the span there is room for a third as many steps, and so gaps, of this length: with the latest quarter, not all points stay.
        var pace = _span / Math.Max(1, Count / 3);
        var latest = Count * 3 / 4;
        var kept = 1;
        for (var i = 1; i < latest; i++)
        {
            // What is followed by a gap tells when a value came about that did not change for long.
            if (_points[i].Time - _points[kept - 1].Time >= pace || _points[i + 1].Time - _points[i].Time >= pace)
                _points[kept++] = _points[i];
        }

        _points.RemoveRange(kept, latest - kept);
    }

    private void Append(Point point)
    {
        if (_points is [.., var before, var last] && last.Repeats(before) && point.Repeats(last))
            _points[^1] = point;
        else
            _points.Add(point);
    }
}
