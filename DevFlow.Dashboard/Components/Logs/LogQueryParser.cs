using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Components.Logs;

/// <summary>What an address of the page asks for; what it says and means nothing matches nothing.</summary>
internal static class LogQueryParser
{
    /// <returns>Null when the address asks for something that cannot be, such as a trace whose id is none.</returns>
    public static LogQuery? Of(string? service, string? level, string? text, string? trace, string? span)
    {
        var severity = Severity.Unspecified;
        TraceId traceId = default;
        SpanId spanId = default;
        if ((!string.IsNullOrEmpty(level) && !Enum.TryParse(level, ignoreCase: true, out severity))
            || (!string.IsNullOrEmpty(trace) && !TraceId.TryParse(trace, out traceId))
            || (!string.IsNullOrEmpty(span) && !SpanId.TryParse(span, out spanId)))
        {
            return null;
        }

        return new()
        {
            Service = string.IsNullOrEmpty(service) ? null : service,
            AtLeast = severity,
            Text = string.IsNullOrEmpty(text) ? null : text,
            TraceId = string.IsNullOrEmpty(trace) ? null : traceId,
            SpanId = string.IsNullOrEmpty(span) ? null : spanId,
        };
    }
}
