using System.Collections.Immutable;
using DevFlow.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DevFlow.Hosting.Local;

/// <summary>Runs the health checks of a resource again and again and tells what they say.</summary>
internal sealed class ResourceHealth(HealthCheckService checks, ResourceNotificationService notifications, TimeProvider time)
{
    private static readonly TimeSpan WhileStarting = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan OnceHealthy = TimeSpan.FromSeconds(2);

    public async Task WatchAsync(IResource resource, CancellationToken cancellationToken)
    {
        var keys = resource.Of<HealthCheckAnnotation>().Select(check => check.Key).ToHashSet(StringComparer.Ordinal);
        try
        {
            if (keys.Count == 0)
                await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
            while (true)
            {
                var report = await checks.CheckHealthAsync(registration => keys.Contains(registration.Name), cancellationToken);
                var reports = keys.Select(key => report.Entries.TryGetValue(key, out var entry)
                    ? new HealthReportSnapshot(key, entry.Status, entry.Description, entry.Exception?.Message)
                    : new HealthReportSnapshot(key, HealthStatus.Unhealthy, $"no health check is registered under the name '{key}'", ExceptionText: null)).ToImmutableArray();
                await notifications.PublishUpdateAsync(resource, snapshot => snapshot with { HealthReports = reports });
                await Task.Delay(report.Status == HealthStatus.Healthy ? OnceHealthy : WhileStarting, time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The resource has ended.
        }
    }
}
