namespace DevFlow.Dashboard.Telemetry;

/// <summary>The ranges of OTLP's severity numbers (1 to 24, four each).</summary>
public enum Severity
{
    Unspecified,
    Trace,
    Debug,
    Information,
    Warning,
    Error,
    Critical,
}
