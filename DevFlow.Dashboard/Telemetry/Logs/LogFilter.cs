using System.Buffers;

namespace DevFlow.Dashboard.Telemetry;

/// <summary>A query made ready to be asked of many log entries.</summary>
internal sealed class LogFilter(LogQuery query)
{
    private readonly SearchValues<string>? _text = string.IsNullOrEmpty(query.Text) ? null : SearchValues.Create([query.Text], StringComparison.OrdinalIgnoreCase);

    public bool Admits(LogEntry entry) =>
        entry.Severity >= query.AtLeast
        && (query.Service is null || entry.Sender.Service == query.Service)
        && (query.TraceId is null || entry.TraceId == query.TraceId)
        && (query.SpanId is null || entry.SpanId == query.SpanId)
        && (_text is null || entry.Message.AsSpan().ContainsAny(_text) || entry.Scope.AsSpan().ContainsAny(_text) || entry.Fields.HasValue(_text));
}
