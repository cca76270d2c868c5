namespace DevFlow.WorkflowEngine.Vault;

/// <summary>Something to be done: asked for many times it is done once, and what comes of it is the newest state.</summary>
internal sealed class Signal : IDisposable
{
    private readonly SemaphoreSlim _set = new(0, 1);

    public void Set()
    {
        try
        {
            _set.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is set.
        }
    }

    /// <summary>Waits until it is set, or until so much time has passed.</summary>
    public async Task WaitAsync(TimeSpan duration, TimeProvider time, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(Task.Delay(duration, time, either.Token), _set.WaitAsync(either.Token));
        await either.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    public void Dispose() => _set.Dispose();
}
