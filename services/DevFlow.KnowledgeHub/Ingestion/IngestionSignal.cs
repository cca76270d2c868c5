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
        try
        {
            await _set.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(most, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // It is time to look anyway.
        }
    }
}
