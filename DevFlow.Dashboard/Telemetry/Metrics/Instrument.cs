namespace DevFlow.Dashboard.Telemetry;

/// <summary>What a service measures.</summary>
public sealed record Instrument(string Service, string Meter, string Name)
{
    public InstrumentKind Kind { get; init; }

    /// <summary>In UCUM, such as <c>s</c>, <c>By</c> or <c>{request}</c>.</summary>
    public string Unit { get; init; } = "";

    public string Description { get; init; } = "";
}
