namespace DevFlow.Secrets;

/// <summary>What a caller of the audit waits for: a record to be appended or, without one, a flush.</summary>
internal sealed class AuditWork(AuditRecord? record)
{
    // The writer must not be held up by what a caller does next.
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AuditRecord? Record { get; } = record;

    public Task Done => _done.Task;

    public void Complete() => _done.TrySetResult();

    public void Fail(Exception fault)
    {
        // Looked at here: nobody waits for the flush of a timer, or when the caller has gone.
        if (_done.TrySetException(fault))
            _ = _done.Task.Exception;
    }
}
