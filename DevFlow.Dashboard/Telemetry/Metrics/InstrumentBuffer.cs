namespace DevFlow.Dashboard.Telemetry;

/// <summary>The series of one instrument.</summary>
internal sealed class InstrumentBuffer(Instrument instrument)
{
    /// <summary>As it was described last.</summary>
    public Instrument Instrument { get; set; } = instrument;

    public Dictionary<SeriesKey, SeriesBuffer> Series { get; } = [];
}
