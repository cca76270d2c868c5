namespace DevFlow.Dashboard.Telemetry;

internal sealed record InstrumentSeries(Instrument Instrument, IReadOnlyList<Series> Series);
