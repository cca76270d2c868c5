using System.Runtime.CompilerServices;
using System.Threading.Channels;
using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.Local;

/// <summary>The latest lines of one resource. A resource that floods pushes out its own oldest lines and nobody else's.</summary>
internal sealed class LogBacklog(TimeProvider time)
{
    private const int Capacity = 10_000;

    private readonly Lock _gate = new();
    private readonly Queue<LogLine> _lines = new();
    private readonly List<Channel<LogLine>> _watchers = [];
    private int _count;
    private bool _completed;

    public void Add(string content, bool isError)
    {
        lock (_gate)
        {
            var line = new LogLine(++_count, content, isError) { Time = time.GetUtcNow() };
            _lines.Enqueue(line);
            if (_lines.Count > Capacity)
                _lines.Dequeue();
            foreach (var watcher in _watchers)
                watcher.Writer.TryWrite(line);
        }
    }

    public IReadOnlyList<LogLine> Last(int count)
    {
        lock (_gate)
            return [.. _lines.TakeLast(count)];
    }

    public void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            foreach (var watcher in _watchers)
                watcher.Writer.TryComplete();
        }
    }

    public async IAsyncEnumerable<LogLine> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Subscribe();
        try
        {
            await foreach (var line in channel.Reader.ReadAllAsync(cancellationToken))
                yield return line;
        }
        finally
        {
            Unsubscribe(channel);
        }
    }

    /// <summary>The lines so far, then those that come, as many at a time as there are; ends once the log is complete.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> BatchesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Subscribe();
        try
        {
            while (await channel.Reader.WaitToReadAsync(cancellationToken))
            {
                var batch = new List<LogLine>();
                while (batch.Count < Capacity && channel.Reader.TryRead(out var line))
                    batch.Add(line);
                yield return batch;
            }
        }
        finally
        {
            Unsubscribe(channel);
        }
    }

    private Channel<LogLine> Subscribe()
    {
        var channel = Channel.CreateBounded<LogLine>(new BoundedChannelOptions(2 * Capacity) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_gate)
        {
            foreach (var line in _lines)
                channel.Writer.TryWrite(line);
            if (_completed)
                channel.Writer.Complete();
            _watchers.Add(channel);
        }

        return channel;
    }

    private void Unsubscribe(Channel<LogLine> channel)
    {
        lock (_gate)
            _watchers.Remove(channel);
    }
}
