namespace DevFlow.Hosting.Local;

/// <summary>When a process that ended by itself is started again.</summary>
/// <param name="Limit">How often in a row; then it stays ended.</param>
/// <param name="Pause">The pause before the first time; each further one is twice as long.</param>
/// <param name="LongestPause">No pause is longer.</param>
/// <param name="Steady">What ran for as long as this was in good health: its next end is the first of a new row.</param>
internal sealed record RestartPolicy(int Limit, TimeSpan Pause, TimeSpan LongestPause, TimeSpan Steady)
{
    public static RestartPolicy Default { get; } = new(10, TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(8), TimeSpan.FromMinutes(1));

    /// <param name="restarts">The how manieth restart in a row; from 1.</param>
    public TimeSpan PauseBefore(int restarts)
    {
        var pause = Pause * Math.Pow(2, Math.Min(restarts - 1, 30));
        return pause < LongestPause ? pause : LongestPause;
    }
}
