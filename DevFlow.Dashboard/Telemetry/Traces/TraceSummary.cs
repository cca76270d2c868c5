namespace DevFlow.Dashboard.Telemetry;

/// <summary>A line in the list of traces.</summary>
/// <param name="Id">The trace.</param>
/// <param name="Name">The name of its root, or of its earliest span while the root has not come.</param>
/// <param name="Service">Who made that span.</param>
/// <param name="Start">The earliest start.</param>
/// <param name="Duration">From the earliest start to the latest end.</param>
/// <param name="Spans">How many spans it has in each service, in order of appearance.</param>
/// <param name="Errors">How many of its spans failed.</param>
internal sealed record TraceSummary(
    TraceId Id, string Name, string Service, DateTimeOffset Start, TimeSpan Duration, IReadOnlyList<ServiceCount> Spans, int Errors);
