using DevFlow.KnowledgeHub.Screening;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DevFlow.KnowledgeHub.Health;

/// <summary>Degraded while documents are not searched for all values of the platform: it names those, and what a person can do.</summary>
internal sealed class ScreeningHealthCheck(PlatformValues values) : IHealthCheck
{
    // A source that hangs is not waited for: who probes would give up.
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_limit);
        try
        {
            return await values.ProblemAsync(limit.Token) is { } problem ? HealthCheckResult.Degraded(problem) : HealthCheckResult.Healthy();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Degraded("Which values documents are searched for is not known yet: a source does not answer; 'devflow verify' says which.");
        }
    }
}
