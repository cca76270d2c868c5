using DevFlow.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DevFlow.Hosting.Local;

/// <summary>One row of the start-up table.</summary>
/// <param name="Name">The resource.</param>
/// <param name="Kind">Its kind in one word.</param>
/// <param name="Phase">How far it is.</param>
/// <param name="After">How long after the start it came this far.</param>
/// <param name="Detail">Where it is reached, or why it is not.</param>
internal sealed record ResourceProgress(string Name, string Kind, ResourcePhase Phase, TimeSpan After, string Detail)
{
    /// <summary>Nothing more will happen by itself.</summary>
    public bool IsSettled => Phase is ResourcePhase.NotStarted or ResourcePhase.Ready or ResourcePhase.Overdue or ResourcePhase.Skipped or ResourcePhase.Failed or ResourcePhase.Ended;

    public static ResourceProgress Of(ResourceEvent change, TimeSpan after)
    {
        var snapshot = change.Snapshot;
        var phase = PhaseOf(snapshot);
        var detail = phase switch
        {
            ResourcePhase.NotStarted => "is started by a command",
            ResourcePhase.Ready => string.Join(' ', [.. snapshot.Urls.Select(url => url.Url), .. Restarts(snapshot)]),
            ResourcePhase.Unhealthy => HealthText.Of(snapshot.HealthReports),
            ResourcePhase.Overdue => $"{snapshot.Overdue}: {HealthText.Of(snapshot.HealthReports)}",
            ResourcePhase.Ended => snapshot.ExitCode is { } code ? ExitText.Of(code) : "",
            // The first line: what follows it stands in the log.
            _ => snapshot.Reason?.Split('\n')[0] ?? "",
        };
        return new(change.ResourceId, snapshot.ResourceType, phase, after, detail);
    }

    private static IEnumerable<string> Restarts(CustomResourceSnapshot snapshot) => snapshot.Restarts switch
    {
        0 => [],
        1 => ["(started again once)"],
        var times => [$"(started again {times} times)"],
    };

    private static ResourcePhase PhaseOf(CustomResourceSnapshot snapshot) => snapshot.State?.Text switch
    {
        var state when state == LocalResourceStates.Skipped => ResourcePhase.Skipped,
        var state when state == KnownResourceStates.Waiting => ResourcePhase.Waiting,
        var state when state == KnownResourceStates.NotStarted => ResourcePhase.NotStarted,
        var state when state == KnownResourceStates.Running && snapshot.HealthStatus == HealthStatus.Healthy => ResourcePhase.Ready,
        var state when state == KnownResourceStates.Running => snapshot.Overdue is null ? ResourcePhase.Unhealthy : ResourcePhase.Overdue,
        var state when state == KnownResourceStates.FailedToStart => ResourcePhase.Failed,
        var state when state == KnownResourceStates.Stopping => ResourcePhase.Stopping,
        // An exit code other than 0 is no failure of a process that was told to end.
        var state when state == KnownResourceStates.Exited => snapshot.State?.Style == "error" ? ResourcePhase.Failed : ResourcePhase.Ended,
        var state when state == KnownResourceStates.Finished => ResourcePhase.Ended,
        _ => ResourcePhase.Starting,
    };
}
