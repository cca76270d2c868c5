namespace DevFlow.Dashboard.Telemetry;

/// <summary>A trace as it is at one moment: the spans that have come so far, in the order of their start.</summary>
internal sealed class Trace(TraceId id, IReadOnlyList<Span> spans, int lost)
{
    public TraceId Id { get; } = id;

    public IReadOnlyList<Span> Spans { get; } = spans;

    /// <summary>How many of its spans made way for others: it alone had more than are kept.</summary>
    public int Lost { get; } = lost;
}
