namespace DevFlow.WorkflowEngine.Database;

/// <summary>Whether the database is set up, and if not, what stands in the way.</summary>
internal sealed class DatabaseSetupProgress
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _blockedBy = "it is being set up";
    private volatile bool _isFirstTry = true;

    /// <summary>Whether the first try is under way. One that failed says nothing of whether the database can be used: it may have been set up long ago.</summary>
    public bool IsFirstTry => _isFirstTry;

    /// <summary>What stands in the way; null once the set-up is done.</summary>
    public string? BlockedBy => _blockedBy;

    public void Blocked(string reason)
    {
        _blockedBy = reason;
        _isFirstTry = false;
    }

    public void Done()
    {
        _blockedBy = null;
        _isFirstTry = false;
        _done.TrySetResult();
    }

    /// <summary>Waits until it is done.</summary>
    public Task DoneAsync(CancellationToken cancellationToken) => _done.Task.WaitAsync(cancellationToken);
}
