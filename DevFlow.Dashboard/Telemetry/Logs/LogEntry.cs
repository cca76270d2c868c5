namespace DevFlow.Dashboard.Telemetry;

/// <summary>A structured log entry as it was received; it never changes.</summary>
public sealed class LogEntry
{
    /// <summary>Its number in the order of arrival, from 1; given by the store.</summary>
    public long Number { get; set; }

    public required Sender Sender { get; init; }

    public required DateTimeOffset Time { get; init; }

    public Severity Severity { get; init; }

    /// <summary>The formatted message.</summary>
    public required string Message { get; init; }

    /// <summary>The category that it was logged under.</summary>
    public string Scope { get; init; } = "";

    /// <summary>The trace in which it was logged; null for none.</summary>
    public TraceId? TraceId { get; init; }

    public SpanId SpanId { get; init; }

    public IReadOnlyList<Field> Fields { get; init; } = [];
}
