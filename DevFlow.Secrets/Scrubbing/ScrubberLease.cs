namespace DevFlow.Secrets;

/// <summary>Lets go once, however often it is disposed.</summary>
internal sealed class ScrubberLease(Action forget) : IDisposable
{
    private Action? _forget = forget;

    public void Dispose() => Interlocked.Exchange(ref _forget, null)?.Invoke();
}
