namespace DevFlow.WorkflowEngine.Announcing;

/// <summary>Wakes those who wait for an announcement. What it was they read in the database, so that a signal that is lost or superfluous does no harm.</summary>
internal sealed class AnnouncementSignal
{
    private volatile TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int _resets;

    /// <summary>How often the generations began anew; what was heard before counts for nothing then.</summary>
    public int Resets => Volatile.Read(ref _resets);

    /// <summary>Ends with the next signal. Take it before looking, or one is missed in between.</summary>
    public Task Next => _next.Task;

    public void Set() => Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    public void Reset()
    {
        Interlocked.Increment(ref _resets);
        Set();
    }
}
