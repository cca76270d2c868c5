using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Tests;

/// <summary>A store of traces as simple as can be: lists, and every answer computed anew. Answers are texts, which tests compare.</summary>
internal sealed class ModelOfTraces(int bound)
{
    private readonly List<(TraceId Id, List<Span> All, List<Span> Kept)> _traces = [];

    public int Kept => _traces.Sum(trace => trace.Kept.Count);

    public void Add(Span span)
    {
        if (!_traces.Exists(trace => trace.Id == span.TraceId))
            _traces.Add((span.TraceId, [], []));
        var (_, all, kept) = _traces.Find(trace => trace.Id == span.TraceId);
        all.Add(span);
        kept.Add(span);
        while (Kept > bound)
        {
            if (_traces[0].Kept.Count > bound / 2)
                _traces[0].Kept.RemoveAt(0);
            else
                _traces.RemoveAt(0);
        }
    }

    public IReadOnlyList<string> Services() => [.. _traces.SelectMany(trace => trace.Kept).Select(span => span.Sender.Service).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> Query(TraceQuery query) => [.. Enumerable.Reverse(_traces)
        .Where(trace => query.Service is null || trace.Kept.Exists(span => span.Sender.Service == query.Service))
        .Where(trace => !query.ErrorsOnly || trace.Kept.Exists(span => span.Status == SpanStatus.Error))
        .Where(trace => query.Field is not { } field || trace.Kept.Exists(span => span.Fields.Contains(field)))
        .Where(trace => query.Text is not { } text || trace.Kept.Exists(span => span.Name.Contains(text, StringComparison.OrdinalIgnoreCase) || span.Fields.Any(field => field.Value.Contains(text, StringComparison.OrdinalIgnoreCase))))
        .Select(trace => Summarize(trace.Id, trace.All, trace.Kept))
        .Where(summary => query.AtLeast is null || summary.Duration >= query.AtLeast)
        .Select(Text)];

    public string? Find(TraceId id) => _traces.Find(trace => trace.Id == id) is (_, { } all, { } kept) && kept.Count > 0
        ? Text(new Trace(id, [.. kept.OrderBy(span => span.Start)], all.Count - kept.Count)) : null;

    public static string Text(Trace trace) => $"{trace.Id} lost {trace.Lost}: {string.Join(", ", trace.Spans.Select(span => $"{span.Name} of {span.Sender.Service} {span.Duration}"))}";

    public static string Text(TraceSummary summary) =>
        $"{summary.Id} {summary.Name} of {summary.Service} {summary.Start:O} {summary.Duration} {summary.Errors} {string.Join(", ", summary.Spans.OrderBy(count => count.Service, StringComparer.Ordinal))}";

    private static TraceSummary Summarize(TraceId id, List<Span> all, List<Span> kept)
    {
        var head = all.OrderBy(span => span.ParentId.IsNone ? 0 : 1).ThenBy(span => span.Start).First();
        return new(id, head.Name, head.Sender.Service, all.Min(span => span.Start), all.Max(span => span.End) - all.Min(span => span.Start),
            [.. kept.GroupBy(span => span.Sender.Service, StringComparer.Ordinal).Select(group => new ServiceCount(group.Key, group.Count()))], kept.Count(span => span.Status == SpanStatus.Error));
    }
}
