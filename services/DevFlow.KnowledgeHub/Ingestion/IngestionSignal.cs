using System.Threading.Channels;

namespace DevFlow.KnowledgeHub.Ingestion;

/// <summary>Wakes the work on the queue: set many times before it looks, it looks once.</summary>
internal sealed class IngestionSignal
{
    private readonly Channel<bool> _set = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Set() => _set.Writer.TryWrite(item: true);

    /// <summary>Waits until it is set, or until so much time has passed.</summary>
    public async Task WaitAsync(TimeSpan most, TimeProvider time, CancellationToken cancellationToken)
    {
        // Ended with the wait: a read that went on would take the next wake-up, and nobody would hear of it.
        using var limit = new CancellationTokenSource(most, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            if (await _set.Reader.WaitToReadAsync(either.Token))
                _set.Reader.TryRead(out _);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It is time to look anyway.
        }
    }
}
