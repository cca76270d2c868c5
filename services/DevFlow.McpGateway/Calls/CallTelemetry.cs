using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace DevFlow.McpGateway.Calls;

/// <summary>A span <c>mcp.call</c> and a measurement <c>mcp.call.duration</c> (seconds) for each call, with what was called and how it ended.</summary>
internal sealed class CallTelemetry(TimeProvider time, IMeterFactory meters)
{
    // The service defaults send what bears the application's name.
    private const string Name = "DevFlow.McpGateway";

    private static readonly ActivitySource _source = new(Name);

    private readonly Histogram<double> _duration = meters.Create(Name).CreateHistogram<double>("mcp.call.duration", "s", "How long a call of a tool took.");

    public MeasuredCall Begin(string what) => new(_source.StartActivity("mcp.call"), _duration, what, time);
}
