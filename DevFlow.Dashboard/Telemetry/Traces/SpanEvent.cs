namespace DevFlow.Dashboard.Telemetry;

public sealed record SpanEvent(string Name, DateTimeOffset Time, IReadOnlyList<Field> Fields);
