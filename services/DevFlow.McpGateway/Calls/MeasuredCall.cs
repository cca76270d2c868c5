using System.Diagnostics;
using System.Diagnostics.Metrics;
using DevFlow.Secrets;

namespace DevFlow.McpGateway.Calls;

/// <summary>A call under way; measured when it is disposed.</summary>
internal sealed class MeasuredCall(Activity? span, Histogram<double> duration, string what, TimeProvider time) : IDisposable
{
    private readonly long _began = time.GetTimestamp();

    /// <summary>How it ended, one of <see cref="SecretOutcomes"/>; an error until something else is said.</summary>
    public string Outcome { get; set; } = SecretOutcomes.Error;

    public void Dispose()
    {
        var tags = new TagList { { "mcp.what", what }, { "mcp.outcome", Outcome } };
        duration.Record(time.GetElapsedTime(_began).TotalSeconds, tags);
        span?.SetTag("mcp.what", what).SetTag("mcp.outcome", Outcome);
        span?.Dispose();
    }
}
