namespace DevFlow.Dashboard.Telemetry;

/// <summary>A span as it was received; it never changes.</summary>
public sealed class Span
{
    public required Sender Sender { get; init; }

    public required TraceId TraceId { get; init; }

    public required SpanId Id { get; init; }

    /// <summary>The span that it is a part of; none for a root. That span may never come.</summary>
    public SpanId ParentId { get; init; }

    public required string Name { get; init; }

    /// <summary>The instrumentation scope that made it, such as <c>DevFlow.Secrets</c>.</summary>
    public string Scope { get; init; } = "";

    public SpanKind Kind { get; init; }

    /// <summary>By the clock of its sender.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>Never negative: an end before the start counts as the start.</summary>
    public TimeSpan Duration { get; init; }

    public SpanStatus Status { get; init; }

    public string? StatusText { get; init; }

    public IReadOnlyList<Field> Fields { get; init; } = [];

    public IReadOnlyList<SpanEvent> Events { get; init; } = [];

    public IReadOnlyList<SpanLink> Links { get; init; } = [];

    public DateTimeOffset End => Start + Duration;
}
