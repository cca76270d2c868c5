using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Components.Metrics;

/// <summary>
/// What was counted in each step of a timeline. What came between two points is spread evenly over the time between them, so
/// whatever the pace of the points, nothing is lost and nothing counted twice.
/// </summary>
/// <param name="timeline">The steps.</param>
/// <param name="width">How many counts are kept apart, such as the buckets of a histogram.</param>
internal sealed class StepTotals(Timeline timeline, int width)
{
    private readonly double[]?[] _totals = new double[]?[timeline.Count];
    private readonly (long From, long To)[] _covered = new (long, long)[timeline.Count];
    private readonly double[] _amounts = new double[width];

    /// <summary>What came from one point to the next, none of it negative.</summary>
    public delegate void Increase(Point before, Point after, Span<double> amounts);

    /// <summary>What came in a step; null where no point tells.</summary>
    public IReadOnlyList<double>? this[int step] => _totals[step];

    /// <summary>What came in a step, by the second of the time that points tell about.</summary>
    public double? PerSecond(int step) => _totals[step] is { } totals ? totals[0] * TimeSpan.TicksPerSecond / (_covered[step].To - _covered[step].From) : null;

    /// <param name="points">Of one process, oldest first.</param>
    /// <param name="increase">What is counted.</param>
    public void Add(IReadOnlyList<Point> points, Increase increase)
    {
        var (begin, end, pace) = (timeline.Start.UtcTicks, timeline.End.UtcTicks, timeline.Step.Ticks);
        for (var i = 1; i < points.Count; i++)
        {
            var (from, to) = (points[i - 1].Time.UtcTicks, points[i].Time.UtcTicks);
            if (to <= begin || from >= end)
                continue;
            increase(points[i - 1], points[i], _amounts);
            var last = (int)((Math.Min(to, end) - 1 - begin) / pace);
            for (var step = (int)((Math.Max(from, begin) - begin) / pace); step <= last; step++)
                Add(step, Math.Max(from, begin + (step * pace)), Math.Min(to, begin + ((step + 1) * pace)), to - from);
        }
    }

    private void Add(int step, long from, long to, long span)
    {
        var share = (double)(to - from) / span;
        if (_totals[step] is not { } totals)
        {
            _totals[step] = totals = new double[width];
            _covered[step] = (from, to);
        }

        _covered[step] = (Math.Min(from, _covered[step].From), Math.Max(to, _covered[step].To));
        for (var i = 0; i < width; i++)
            totals[i] += _amounts[i] * share;
    }
}
