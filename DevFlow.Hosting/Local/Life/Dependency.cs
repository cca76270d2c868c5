using DevFlow.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DevFlow.Hosting.Local;

/// <summary>What one resource waits for in another: whether it is there, whether it may still come, and how far it is.</summary>
internal static class Dependency
{
    public static bool IsMet(WaitAnnotation wait, CustomResourceSnapshot other) => other.State?.Text == LocalResourceStates.Skipped || wait.WaitType switch
    {
        WaitType.WaitForCompletion => ResourceTransitions.IsTerminal(other) && other.ExitCode == wait.ExitCode,
        WaitType.WaitUntilStarted => other.State?.Text == KnownResourceStates.Running,
        _ => other.HealthStatus == HealthStatus.Healthy,
    };

    /// <summary>
    /// Why the wait ends without what it waited for; null while it goes on. Who waits for a completion never goes on with
    /// another exit code: so it is in Aspire.
    /// </summary>
    public static string? WhyGivenUp(WaitAnnotation wait, CustomResourceSnapshot other)
    {
        if (wait.WaitType != WaitType.WaitForCompletion && wait.WaitBehavior != WaitBehavior.StopOnResourceUnavailable)
            return null;
        if (ResourceTransitions.IsTerminal(other) || other.State?.Text == KnownResourceStates.RuntimeUnhealthy)
            return $"'{wait.Resource.Name}', which it waits for, {Progress(wait, other)}";
        return wait.WaitType == WaitType.WaitUntilHealthy && other.Overdue is { } overdue ? $"'{wait.Resource.Name}', which it waits for, {overdue}" : null;
    }

    public static string Describe(WaitAnnotation wait, CustomResourceSnapshot? other) => $"waits for '{wait.Resource.Name}'{Aim(wait)}: {Progress(wait, other)}";

    private static string Aim(WaitAnnotation wait) => wait.WaitType == WaitType.WaitForCompletion ? $" to end with exit code {wait.ExitCode}" : "";

    private static string Progress(WaitAnnotation wait, CustomResourceSnapshot? other) => other?.State?.Text switch
    {
        null => "it is not known yet",
        var state when state == KnownResourceStates.NotStarted => "it is started by a command only, and was not yet",
        var state when state == KnownResourceStates.Waiting => "it waits itself",
        var state when state == KnownResourceStates.Starting => Because("is starting", other.Reason),
        var state when state == KnownResourceStates.Running && wait.WaitType == WaitType.WaitForCompletion => "is running",
        var state when state == KnownResourceStates.Running => $"is running, {HealthText.Of(other.HealthReports)}",
        var state when state == KnownResourceStates.FailedToStart => Because("has failed to start", other.Reason),
        var state when state == KnownResourceStates.Exited || state == KnownResourceStates.Finished => Because("has ended", other.Reason ?? ExitText.Of(other.ExitCode)),
        var state => $"is {state}",
    };

    /// <summary>The first line of a reason: what follows it stands in the log.</summary>
    private static string Because(string what, string? reason) => reason is null ? what : $"{what}: {reason.Split('\n')[0]}";
}
