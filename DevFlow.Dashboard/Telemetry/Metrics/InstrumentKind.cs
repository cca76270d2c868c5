namespace DevFlow.Dashboard.Telemetry;

public enum InstrumentKind
{
    Gauge,

    /// <summary>A sum that only grows, such as a counter.</summary>
    Counter,

    /// <summary>A sum that grows and shrinks.</summary>
    UpDownCounter,

    Histogram,
}
