using System.Collections.Immutable;
using DevFlow.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DevFlow.Hosting.Local;

/// <summary>Runs the health checks of a resource again and again and tells what they say, and when it is ill for too long.</summary>
internal sealed class ResourceHealth(HealthCheckService checks, ResourceLoggerService logs, LocalEngineOptions options, TimeProvider time)
{
    private const int LastLines = 5;

    private static readonly TimeSpan WhileStarting = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan OnceHealthy = TimeSpan.FromSeconds(2);

    public async Task WatchAsync(IResource resource, ResourceStatus status, CancellationToken cancellationToken)
    {
        var keys = resource.Of<HealthCheckAnnotation>().Select(check => check.Key).ToHashSet(StringComparer.Ordinal);
        try
        {
            if (keys.Count == 0)
                await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
            string? overdue = null;
            var illSince = time.GetTimestamp();
            while (true)
            {
                var reports = await CheckAsync(keys, cancellationToken);
                var isHealthy = reports.All(report => report.Status == HealthStatus.Healthy);
                if (isHealthy)
                {
                    overdue = null;
                    illSince = time.GetTimestamp();
                }
                else if (overdue is null && time.GetElapsedTime(illSince) >= options.HealthyWithin)
                {
                    overdue = $"runs, but has not been healthy for {Span(options.HealthyWithin)}";
                    SayOverdue(resource, status, $"{overdue}: {HealthText.Of(reports)}");
                }

                status.Health(reports, overdue);
                await Task.Delay(isHealthy ? OnceHealthy : WhileStarting, time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The resource has ended.
        }
    }

    private async Task<ImmutableArray<HealthReportSnapshot>> CheckAsync(HashSet<string> keys, CancellationToken cancellationToken)
    {
        var report = await checks.CheckHealthAsync(registration => keys.Contains(registration.Name), cancellationToken);
        return [.. keys.Select(key => report.Entries.TryGetValue(key, out var entry)
            ? new HealthReportSnapshot(key, entry.Status, entry.Description, entry.Exception?.Message)
            : new HealthReportSnapshot(key, HealthStatus.Unhealthy, $"no health check is registered under the name '{key}'", ExceptionText: null))];
    }

    private void SayOverdue(IResource resource, ResourceStatus status, string message)
    {
        var last = logs.Log(resource.Name).Last(LastLines);
        status.Say(message);
        if (last.Count > 0)
            status.Say(string.Join('\n', last.Select(line => $"  its log ends with: {line.Content}")));
    }

    private static string Span(TimeSpan time) => time < TimeSpan.FromMinutes(1) ? $"{time.TotalSeconds:0.##} s" : $"{time.TotalMinutes:0.##} min";
}
