using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DevFlow.Hosting.ApplicationModel;

/// <summary>A resource at one moment.</summary>
public sealed record CustomResourceSnapshot
{
    /// <summary>The kind of resource in one word, such as Project.</summary>
    public required string ResourceType { get; init; }

    /// <summary>The state; null before it was first told.</summary>
    public ResourceStateSnapshot? State { get; init; }

    /// <summary>When it was started, in UTC.</summary>
    public DateTime? StartTimeStamp { get; init; }

    /// <summary>When it ended, in UTC.</summary>
    public DateTime? StopTimeStamp { get; init; }

    /// <summary>The exit code of a process that has ended.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Where it is reached.</summary>
    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    /// <summary>What its health checks said last.</summary>
    public ImmutableArray<HealthReportSnapshot> HealthReports { get; internal init; } = [];

    /// <summary>The commands that it has, and whether each can be executed now.</summary>
    public ImmutableArray<ResourceCommandSnapshot> Commands { get; init; } = [];

    /// <summary>The id of its process; null while there is none.</summary>
    internal int? ProcessId { get; init; }

    /// <summary>How often it was started again in its present row of restarts.</summary>
    internal int Restarts { get; init; }

    /// <summary>That it runs and has not become healthy in time, for a person; null while it is in time.</summary>
    internal string? Overdue { get; init; }

    /// <summary>Why it is in its state, for a person; null where the state says it all.</summary>
    internal string? Reason { get; init; }

    /// <summary>
    /// The worst of its health checks while it runs: Healthy without any check, Unhealthy while one has not run yet; null
    /// while it does not run.
    /// </summary>
    public HealthStatus? HealthStatus => State?.Text != KnownResourceStates.Running
        ? null
        : HealthReports.Select(report => report.Status ?? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy)
            .DefaultIfEmpty(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy).Min();
}
