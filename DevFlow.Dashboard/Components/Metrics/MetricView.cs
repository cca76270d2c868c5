namespace DevFlow.Dashboard.Components.Metrics;

/// <summary>What of an instrument is drawn.</summary>
public enum MetricView
{
    /// <summary>The values as they were measured.</summary>
    Value,

    /// <summary>How many came in a second.</summary>
    PerSecond,

    /// <summary>What a part of the values of a histogram does not exceed.</summary>
    Percentiles,
}
