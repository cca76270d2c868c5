using System.Buffers;

namespace DevFlow.Dashboard.Telemetry;

/// <summary>The latest structured log entries, within bounds on their number and memory.</summary>
internal sealed class LogStore(DashboardOptions options)
{
    private readonly Lock _gate = new();
    private readonly Queue<LogEntry> _entries = new();
    private readonly ServiceTally _services = new();
    private long _bytes;
    private long _number;
    private long _dropped;
    private long _version;

    public long Version => Interlocked.Read(ref _version);

    /// <summary>How many entries have come.</summary>
    public long Received => Interlocked.Read(ref _number);

    /// <summary>How many entries made way for later ones.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public void Add(IReadOnlyList<LogEntry> entries)
    {
        if (entries.Count == 0)
            return;
        lock (_gate)
        {
            foreach (var entry in entries)
            {
                entry.Number = ++_number;
                _entries.Enqueue(entry);
                _bytes += Footprint.Of(entry);
                _services.Add(entry.Sender.Service, 1);
                while (_entries.Count > options.MaxLogs || _bytes > options.MaxLogBytes)
                    MakeWay();
            }
        }

        Interlocked.Increment(ref _version);
    }

    /// <summary>The entries that are wanted, the latest first.</summary>
    public Page<LogEntry> Query(LogQuery query, int skip, int take)
    {
        var filter = new LogFilter(query);
        LogEntry[] entries;
        int count;
        lock (_gate)
        {
            count = _entries.Count;
            entries = ArrayPool<LogEntry>.Shared.Rent(count);
            _entries.CopyTo(entries, 0);
        }

        try
        {
            var (items, total) = (new List<LogEntry>(), 0);
            for (var i = count - 1; i >= 0; i--)
            {
                if (filter.Admits(entries[i]) && total++ >= skip && items.Count < take)
                    items.Add(entries[i]);
            }

            return new(items, total);
        }
        finally
        {
            ArrayPool<LogEntry>.Shared.Return(entries, clearArray: true);
        }
    }

    /// <summary>The services that have sent entries which are kept, in order of name.</summary>
    public IReadOnlyList<string> Services()
    {
        lock (_gate)
            return _services.Services;
    }

    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
            _services.Clear();
            _bytes = 0;
        }

        Interlocked.Increment(ref _version);
    }

    private void MakeWay()
    {
        var oldest = _entries.Dequeue();
        _bytes -= Footprint.Of(oldest);
        _dropped++;
        _services.Add(oldest.Sender.Service, -1);
    }
}
