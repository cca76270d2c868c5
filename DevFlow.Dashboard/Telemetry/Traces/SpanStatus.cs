namespace DevFlow.Dashboard.Telemetry;

/// <summary>The numbers are OTLP's.</summary>
public enum SpanStatus
{
    Unset = 0,
    Ok = 1,
    Error = 2,
}
