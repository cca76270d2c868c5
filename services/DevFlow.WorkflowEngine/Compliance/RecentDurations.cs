namespace DevFlow.WorkflowEngine.Compliance;

/// <summary>The last durations of many.</summary>
/// <param name="kept">How many are kept.</param>
internal sealed class RecentDurations(int kept)
{
    private readonly Lock _gate = new();
    private readonly double[] _seconds = new double[kept];
    private long _measured;

    public void Add(double seconds)
    {
        lock (_gate)
            _seconds[_measured++ % _seconds.Length] = seconds;
    }

    /// <summary>The least duration that this share of them did not exceed, by nearest rank, and how many they are; null before the first.</summary>
    /// <param name="share">Above 0, at most 1.</param>
    public (double Seconds, int Of)? Percentile(double share)
    {
        double[] sorted;
        lock (_gate)
            sorted = _seconds[..(int)Math.Min(_measured, _seconds.Length)];
        if (sorted.Length == 0)
            return null;
        Array.Sort(sorted);
        return (sorted[(int)Math.Ceiling(sorted.Length * share) - 1], sorted.Length);
    }
}
