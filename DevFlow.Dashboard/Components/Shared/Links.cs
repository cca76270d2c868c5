using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Components.Shared;

/// <summary>The addresses of logs and traces.</summary>
internal static class Links
{
    public static string Trace(TraceId trace, SpanId span = default) => span.IsNone ? $"/traces/{trace}" : $"/traces/{trace}?span={span}";

    public static string Logs(TraceId trace, SpanId span = default) => span.IsNone ? $"/logs?trace={trace}" : $"/logs?trace={trace}&span={span}";

    /// <summary>The traces in which a span has this attribute.</summary>
    public static string Traces(Field field) => $"/traces?field={Uri.EscapeDataString($"{field.Name}={field.Value}")}";
}
