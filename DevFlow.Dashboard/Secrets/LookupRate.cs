namespace DevFlow.Dashboard.Secrets;

/// <summary>Counts what happens, in steps of ten seconds over the last half hour.</summary>
internal sealed class LookupRate
{
    public const int Minutes = 30;

    private const int StepsPerMinute = 6;
    private const int Steps = Minutes * StepsPerMinute;
    private const int SecondsPerStep = 60 / StepsPerMinute;

    private readonly double[] _counts = new double[Steps];
    private long _latest;

    public void Add(DateTimeOffset time, DateTimeOffset now) => Add(time, time, 1, now);

    /// <summary>Adds what happened some time between two moments, evenly: a counter that was not heard of for an hour did not count all of it just now.</summary>
    public void Add(DateTimeOffset from, DateTimeOffset to, double count, DateTimeOffset now)
    {
        MoveTo(StepOf(now));
        // A clock that goes before ours counts as now; what is older than the window is history.
        var last = Math.Min(StepOf(to), _latest);
        var steps = Math.Max(1, last - StepOf(from));
        for (var step = Math.Max(last - steps + 1, _latest - Steps + 1); step <= last; step++)
            _counts[step % Steps] += count / steps;
    }

    /// <summary>Minute by minute, the last 60 seconds at the end.</summary>
    public IReadOnlyList<long> PerMinute(DateTimeOffset now)
    {
        MoveTo(StepOf(now));
        return [.. Enumerable.Range(1, Minutes).Select(minute => Sum(_latest - Steps + ((minute - 1) * StepsPerMinute)))];
    }

    private static long StepOf(DateTimeOffset time) => time.ToUnixTimeSeconds() / SecondsPerStep;

    /// <summary>The six steps after one.</summary>
    private long Sum(long step) => (long)Math.Round(Enumerable.Range(1, StepsPerMinute).Sum(i => _counts[(step + i) % Steps]));

    private void MoveTo(long step)
    {
        for (var next = Math.Max(_latest + 1, step - Steps + 1); next <= step; next++)
            _counts[next % Steps] = 0;
        _latest = Math.Max(_latest, step);
    }
}
