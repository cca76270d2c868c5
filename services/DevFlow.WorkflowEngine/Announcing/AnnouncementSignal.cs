namespace DevFlow.WorkflowEngine.Announcing;

/// <summary>Wakes those who wait for an announcement. What it was they read in the database, so that a signal that is lost or superfluous does no harm.</summary>
internal sealed class AnnouncementSignal
{
    private volatile TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends with the next signal. Take it before looking, or one is missed in between.</summary>
    public Task Next => _next.Task;

    public void Set() => Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
