using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Tests;

/// <summary>Spans as the receiver makes them.</summary>
internal static class Spans
{
    public static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    private static readonly Dictionary<string, Sender> _senders = new[] { "api", "worker", "ui" }.ToDictionary(service => service, service => new Sender(service, "one"), StringComparer.Ordinal);

    public static Span Of(int trace, ulong id = 1, string service = "api", string name = "GET /", ulong parent = 0, int start = 0, int duration = 1, bool failed = false, params Field[] fields) => new()
    {
        Sender = _senders[service],
        TraceId = Trace(trace),
        Id = new(id),
        ParentId = new(parent),
        Name = name,
        Start = Start.AddMilliseconds(start),
        Duration = TimeSpan.FromMilliseconds(duration),
        Status = failed ? SpanStatus.Error : SpanStatus.Unset,
        Fields = fields,
    };

    public static TraceId Trace(int number) => new((UInt128)number + 1);

    public static TraceStore Store(int maxSpans = 1_000, long maxBytes = long.MaxValue, params ISpanListener[] listeners) =>
        new(new() { MaxSpans = maxSpans, MaxSpanBytes = maxBytes }, listeners);

    /// <summary>The numbers of the traces that a query finds, in its order.</summary>
    public static IEnumerable<int> Numbers(this TraceStore store, TraceQuery? query = null) =>
        store.Query(query ?? new(), 0, int.MaxValue).Items.Select(summary => (int)(summary.Id.Value - 1));
}
