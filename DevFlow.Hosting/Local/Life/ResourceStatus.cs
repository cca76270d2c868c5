using System.Collections.Immutable;
using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.Local;

/// <summary>
/// Tells the states of one resource. Its life alone speaks through it, one thing after the other, so that a state that may not
/// follow the last one is a fault of the engine, and said as such.
/// </summary>
internal sealed class ResourceStatus(IResource resource, ResourceNotificationService notifications, LogBacklog log, TimeProvider time)
{
    public void Waiting(string reason) => Tell(KnownResourceStates.Waiting, reason: reason);

    /// <param name="reason">Why it is started again; null for the first time.</param>
    /// <param name="restarts">How often it was started again because it had ended by itself.</param>
    public void Starting(string? reason = null, int restarts = 0) => Tell(KnownResourceStates.Starting, reason: reason, more: snapshot => snapshot with { Restarts = restarts, ProcessId = null });

    public void Skipped(string reason) => Tell(LocalResourceStates.Skipped, KnownResourceStateStyles.Warn, reason);

    public void Failed(string reason) => Tell(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error, reason);

    public void Stopping() => Tell(KnownResourceStates.Stopping, KnownResourceStateStyles.Info);

    /// <param name="processId">Its process; null when it has none.</param>
    public void Running(int? processId) => Tell(KnownResourceStates.Running, KnownResourceStateStyles.Success, more: snapshot => snapshot with
    {
        StartTimeStamp = time.GetUtcNow().UtcDateTime,
        StopTimeStamp = null,
        ExitCode = null,
        ProcessId = processId,
        Overdue = null,
        HealthReports = [.. resource.Of<HealthCheckAnnotation>().Select(check => new HealthReportSnapshot(check.Key, Status: null, Description: null, ExceptionText: null))],
    });

    /// <summary>It was told to end, before or after a process of it ran.</summary>
    /// <param name="exitCode">The process's exit code; null when there was no process.</param>
    public void Stopped(int? exitCode) => Tell(KnownResourceStates.Exited, more: snapshot => Ended(snapshot, exitCode));

    /// <summary>It ended by itself.</summary>
    /// <param name="exitCode">The exit code; null when it cannot be known.</param>
    /// <param name="reason">What is known of why.</param>
    public void EndedByItself(int? exitCode, string? reason)
    {
        if (exitCode == 0)
            Tell(KnownResourceStates.Finished, more: snapshot => Ended(snapshot, exitCode));
        else
            Tell(KnownResourceStates.Exited, KnownResourceStateStyles.Error, reason, snapshot => Ended(snapshot, exitCode));
    }

    /// <summary>What its health checks say now.</summary>
    /// <param name="reports">Each of them.</param>
    /// <param name="overdue">That it has not become healthy in time; null while it is in time.</param>
    public void Health(ImmutableArray<HealthReportSnapshot> reports, string? overdue) => _ = notifications.PublishUpdateAsync(
        resource, snapshot => snapshot.HealthReports.SequenceEqual(reports) && snapshot.Overdue == overdue ? snapshot : snapshot with { HealthReports = reports, Overdue = overdue });

    /// <summary>Writes into the resource's log.</summary>
    public void Say(string message)
    {
        foreach (var line in message.Split('\n'))
            log.Add(line, isError: false);
    }

    private CustomResourceSnapshot Ended(CustomResourceSnapshot snapshot, int? exitCode) =>
        snapshot with { ExitCode = exitCode, ProcessId = null, StopTimeStamp = time.GetUtcNow().UtcDateTime };

    private void Tell(string state, string? style = null, string? reason = null, Func<CustomResourceSnapshot, CustomResourceSnapshot>? more = null) =>
        _ = notifications.PublishUpdateAsync(resource, snapshot =>
        {
            if (!ResourceTransitions.IsAllowed(snapshot.State?.Text, state))
                throw new InvalidOperationException($"'{resource.Name}' cannot go from {snapshot.State?.Text ?? "nothing"} to {state}.");
            var next = snapshot with { State = new(state, style), Reason = reason };
            return more is null ? next : more(next);
        });
}
