namespace DevFlow.Dashboard.Telemetry;

public sealed record SpanLink(TraceId TraceId, SpanId SpanId, IReadOnlyList<Field> Fields);
