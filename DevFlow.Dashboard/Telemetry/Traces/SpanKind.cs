namespace DevFlow.Dashboard.Telemetry;

/// <summary>The numbers are OTLP's.</summary>
public enum SpanKind
{
    Unspecified = 0,
    Internal = 1,
    Server = 2,
    Client = 3,
    Producer = 4,
    Consumer = 5,
}
