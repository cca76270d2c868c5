using System.Buffers;

namespace DevFlow.Dashboard.Telemetry;

/// <summary>
/// The latest traces, within bounds on the spans' number and memory. The oldest make way whole; one that alone takes more than half
/// of a bound loses its oldest spans instead, so that it cannot empty the store by leaving it. Traces are in the order in which their
/// first spans came: a late span does not move its trace, so that a list is calm and a trace without end does not push out all others.
/// </summary>
internal sealed class TraceStore(DashboardOptions options, IEnumerable<ISpanListener> listeners)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<StoredTrace> _order = new();
    private readonly Dictionary<TraceId, StoredTrace> _traces = [];
    private readonly ServiceTally _services = new();
    private int _count;
    private long _bytes;
    private long _received;
    private long _dropped;
    private long _version;

    /// <summary>Another number after every change; pages look at it to know whether to draw again.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>How many spans have come.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>How many spans made way for later ones.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>How many spans are kept.</summary>
    public int Count => Volatile.Read(ref _count);

    public void Add(IReadOnlyList<Span> spans)
    {
        if (spans.Count == 0)
            return;
        lock (_gate)
        {
            foreach (var span in spans)
                Add(span);
            Interlocked.Add(ref _received, spans.Count);
        }

        Interlocked.Increment(ref _version);
        foreach (var listener in listeners)
            listener.Received(spans);
    }

    public bool Contains(TraceId id)
    {
        lock (_gate)
            return _traces.ContainsKey(id);
    }

    public Trace? Find(TraceId id)
    {
        Span[] spans;
        int lost;
        lock (_gate)
        {
            if (!_traces.TryGetValue(id, out var trace))
                return null;
            (spans, lost) = (new Span[trace.Count], trace.Lost);
            trace.CopyTo(spans, 0);
        }

        return new(id, [.. spans.OrderBy(span => span.Start)], lost);
    }

    /// <summary>The traces that are wanted, the latest first.</summary>
    public Page<TraceSummary> Query(TraceQuery query, int skip, int take)
    {
        var filter = new TraceFilter(query);
        var found = filter.LooksAtSpans ? Search(filter) : null;
        lock (_gate)
            return PageOf(found ?? NewestFirst().Where(filter.Admits), skip, take);
    }

    /// <summary>The services that have sent spans which are kept, in order of name.</summary>
    public IReadOnlyList<string> Services()
    {
        lock (_gate)
            return _services.Services;
    }

    public void Clear()
    {
        lock (_gate)
        {
            _traces.Clear();
            _order.Clear();
            _services.Clear();
            (_count, _bytes) = (0, 0);
        }

        Interlocked.Increment(ref _version);
    }

    private void Add(Span span)
    {
        if (!_traces.TryGetValue(span.TraceId, out var trace))
        {
            _traces[span.TraceId] = trace = new(span.TraceId);
            _order.AddLast(trace);
        }

        _bytes -= trace.Bytes;
        trace.Add(span);
        _bytes += trace.Bytes;
        _count++;
        _services.Add(span.Sender.Service, 1);
        while (_count > options.MaxSpans || _bytes > options.MaxSpanBytes)
            MakeWay(_order.First!.Value);
    }

    private void MakeWay(StoredTrace oldest)
    {
        _bytes -= oldest.Bytes;
        if (oldest.Count > 1 && (oldest.Count > options.MaxSpans / 2 || oldest.Bytes > options.MaxSpanBytes / 2))
        {
            _services.Add(oldest.RemoveOldest().Sender.Service, -1);
            _bytes += oldest.Bytes;
            _count--;
            _dropped++;
            return;
        }

        _order.RemoveFirst();
        _traces.Remove(oldest.Id);
        _count -= oldest.Count;
        _dropped += oldest.Count;
        foreach (var service in oldest.Services)
            _services.Add(service.Service, -service.Count);
    }

    private IEnumerable<StoredTrace> NewestFirst()
    {
        for (var node = _order.Last; node is not null; node = node.Previous)
            yield return node.Value;
    }

    // Texts are compared without the lock: whoever adds spans waits for the copy alone.
    private List<StoredTrace> Search(TraceFilter filter)
    {
        var candidates = new List<(StoredTrace Trace, int Start, int Count)>();
        Span[] spans;
        lock (_gate)
        {
            spans = ArrayPool<Span>.Shared.Rent(_count);
            var start = 0;
            foreach (var trace in NewestFirst().Where(filter.Admits))
            {
                trace.CopyTo(spans, start);
                candidates.Add((trace, start, trace.Count));
                start += trace.Count;
            }
        }

        try
        {
            return [.. candidates.Where(candidate => filter.Admits(candidate.Trace.Id, spans.AsSpan(candidate.Start, candidate.Count))).Select(candidate => candidate.Trace)];
        }
        finally
        {
            ArrayPool<Span>.Shared.Return(spans, clearArray: true);
        }
    }

    private static Page<TraceSummary> PageOf(IEnumerable<StoredTrace> traces, int skip, int take)
    {
        var (items, total) = (new List<TraceSummary>(), 0);
        foreach (var trace in traces)
        {
            if (total++ >= skip && items.Count < take)
                items.Add(trace.Summarize());
        }

        return new(items, total);
    }
}
