namespace DevFlow.Dashboard.Telemetry;

/// <summary>A trace as its store holds it: the spans in the order of arrival, and what a list says of them, kept up to date with each.</summary>
internal sealed class StoredTrace(TraceId id)
{
    private readonly Queue<Span> _spans = new(1);
    private readonly List<ServiceCount> _services = new(1);
    private Span? _head;
    private DateTimeOffset _start = DateTimeOffset.MaxValue;
    private DateTimeOffset _end = DateTimeOffset.MinValue;

    public TraceId Id { get; } = id;

    public int Count => _spans.Count;

    public long Bytes { get; private set; }

    public int Errors { get; private set; }

    public int Lost { get; private set; }

    public TimeSpan Duration => _end - _start;

    public void Add(Span span)
    {
        _spans.Enqueue(span);
        Bytes += Footprint.Of(span);
        Tell(span, 1);
        if (span.Start < _start)
            _start = span.Start;
        if (span.End > _end)
            _end = span.End;
        if (_head is null || (span.ParentId.IsNone, _head.ParentId.IsNone) is (true, false) || (span.ParentId.IsNone == _head.ParentId.IsNone && span.Start < _head.Start))
            _head = span;
    }

    /// <summary>Takes out the span that came first. The trace's name and times stay: they are true without it.</summary>
    public Span RemoveOldest()
    {
        var span = _spans.Dequeue();
        Bytes -= Footprint.Of(span);
        Tell(span, -1);
        Lost++;
        return span;
    }

    public bool Has(string service) => _services.Exists(known => known.Service == service && known.Count > 0);

    public IReadOnlyList<ServiceCount> Services => _services;

    public TraceSummary Summarize() => new(Id, _head!.Name, _head.Sender.Service, _start, Duration, [.. _services.Where(service => service.Count > 0)], Errors);

    public void CopyTo(Span[] spans, int index) => _spans.CopyTo(spans, index);

    private void Tell(Span span, int change)
    {
        if (span.Status == SpanStatus.Error)
            Errors += change;
        var service = span.Sender.Service;
        var index = _services.FindIndex(known => known.Service == service);
        if (index < 0)
            _services.Add(new(service, change));
        else
            _services[index] = new(service, _services[index].Count + change);
    }
}
