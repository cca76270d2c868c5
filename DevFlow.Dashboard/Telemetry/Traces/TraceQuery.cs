namespace DevFlow.Dashboard.Telemetry;

/// <summary>Which traces are wanted; what is null does not count.</summary>
internal sealed record TraceQuery
{
    /// <summary>One in which this service has a span.</summary>
    public string? Service { get; init; }

    /// <summary>In the name of a span, in an attribute's value, or the trace's id or its beginning of 8 digits and more. Upper and lower case are the same.</summary>
    public string? Text { get; init; }

    public bool ErrorsOnly { get; init; }

    public TimeSpan? AtLeast { get; init; }

    /// <summary>One in which a span has this attribute.</summary>
    public Field? Field { get; init; }
}
