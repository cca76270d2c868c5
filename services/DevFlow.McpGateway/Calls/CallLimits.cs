using System.Net;
using System.Threading.RateLimiting;
using DevFlow.McpGateway.Platform;
using Microsoft.Extensions.Options;

namespace DevFlow.McpGateway.Calls;

/// <summary>How often one caller may have something changed: told as the answer of the tool, since it is the tool that is asked too often.</summary>
internal sealed class CallLimits(IOptions<RateLimitOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<(string Tool, string? Who)> _changes = PartitionedRateLimiter.Create<(string Tool, string? Who), (string, string?)>(call =>
        RateLimitPartition.GetSlidingWindowLimiter(call, _ => new() { PermitLimit = options.Value.ChangesPerMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 }));

    /// <exception cref="PlatformException">It was asked too often.</exception>
    public void Take(string tool, string? who)
    {
        using var lease = _changes.AttemptAcquire((tool, who));
        if (!lease.IsAcquired)
            throw new PlatformException($"{tool} is called at most {options.Value.ChangesPerMinute} times a minute; try again in a minute.", HttpStatusCode.TooManyRequests);
    }

    public void Dispose() => _changes.Dispose();
}
