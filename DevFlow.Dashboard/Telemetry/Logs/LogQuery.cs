namespace DevFlow.Dashboard.Telemetry;

/// <summary>Which log entries are wanted; what is null does not count.</summary>
internal sealed record LogQuery
{
    public string? Service { get; init; }

    /// <summary>This or worse.</summary>
    public Severity AtLeast { get; init; }

    /// <summary>In the message, the category or an attribute's value. Upper and lower case are the same.</summary>
    public string? Text { get; init; }

    public TraceId? TraceId { get; init; }

    public SpanId? SpanId { get; init; }
}
