namespace DevFlow.WorkflowEngine.Database;

/// <summary>Whether the database is set up, and if not, what stands in the way.</summary>
internal sealed class DatabaseSetupProgress
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _blockedBy = "it is being set up";

    /// <summary>What stands in the way; null once the set-up is done.</summary>
    public string? BlockedBy => _blockedBy;

    public void Blocked(string reason) => _blockedBy = reason;

    public void Done()
    {
        _blockedBy = null;
        _done.TrySetResult();
    }

    /// <summary>Waits until it is done.</summary>
    public Task DoneAsync(CancellationToken cancellationToken) => _done.Task.WaitAsync(cancellationToken);
}
