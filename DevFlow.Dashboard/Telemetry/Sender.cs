namespace DevFlow.Dashboard.Telemetry;

/// <summary>A process that sends telemetry. There is one object for each pair of service and instance.</summary>
/// <param name="Service"><c>service.name</c>, which is the resource's name in the application.</param>
/// <param name="Instance"><c>service.instance.id</c>; another one after every restart.</param>
public sealed record Sender(string Service, string Instance)
{
    /// <summary>The attributes of its OpenTelemetry resource.</summary>
    public IReadOnlyList<Field> Fields { get; init; } = [];
}
