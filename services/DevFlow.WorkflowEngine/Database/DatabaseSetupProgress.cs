namespace DevFlow.WorkflowEngine.Database;

/// <summary>Whether the database is set up, and if not, what stands in the way.</summary>
internal sealed class DatabaseSetupProgress
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(200);

    private volatile string? _blockedBy = "it is being set up";

    /// <summary>What stands in the way; null once the set-up is done.</summary>
    public string? BlockedBy => _blockedBy;

    public void Blocked(string reason) => _blockedBy = reason;

    /// <summary>Waits until nothing does.</summary>
    public async Task DoneAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        while (BlockedBy is not null)
            await Task.Delay(_look, time, cancellationToken);
    }

    public void Done() => _blockedBy = null;
}
