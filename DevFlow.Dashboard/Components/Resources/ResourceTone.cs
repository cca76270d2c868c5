using System.Text.RegularExpressions;
using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Dashboard;

namespace DevFlow.Dashboard.Components.Resources;

/// <summary>States and health as a person is to take them.</summary>
internal static partial class ResourceTone
{
    /// <summary>All in all: what runs is as good as its health.</summary>
    public static Tone Of(ResourceView resource) => resource is { State: nameof(KnownResourceStates.Running), Health: not null } ? OfHealth(resource.Health) : OfState(resource);

    public static Tone OfState(ResourceView resource) => resource.State switch
    {
        nameof(KnownResourceStates.Running) => Tone.Good,
        nameof(KnownResourceStates.Starting) or nameof(KnownResourceStates.Waiting) or nameof(KnownResourceStates.Stopping) => Tone.Busy,
        nameof(KnownResourceStates.FailedToStart) or nameof(KnownResourceStates.RuntimeUnhealthy) => Tone.Bad,
        nameof(KnownResourceStates.Exited) when resource.Reason is not null || !WasToldToEnd(resource.ExitCode) => Tone.Bad,
        _ => Tone.Neutral,
    };

    public static Tone OfHealth(string? status) => status switch
    {
        "Healthy" => Tone.Good,
        "Degraded" => Tone.Warning,
        "Unhealthy" => Tone.Bad,
        _ => Tone.Neutral,
    };

    /// <summary>The state in words: FailedToStart is "Failed to start".</summary>
    public static string Words(string state) => state.Length == 0 ? "Unknown" : InnerCapital().Replace(state, letter => $" {char.ToLowerInvariant(letter.Value[0])}");

    /// <summary>The state, and the health where that is not as it should be.</summary>
    public static string Words(ResourceView resource) => resource.Health is null or "Healthy" ? Words(resource.State) : $"{Words(resource.State)}, {resource.Health.ToLowerInvariant()}";

    /// <summary>The first thing that is wrong with it, in the words of the check that says so, or of its state.</summary>
    public static string? Complaint(ResourceView resource) =>
        resource.HealthReports.Where(report => OfHealth(report.Status) is Tone.Bad or Tone.Warning).Select(report => report.Text ?? report.Name).FirstOrDefault() ?? resource.Reason;

    // 128 and the signal's number: interrupted, killed or terminated is what becomes of a process that is stopped.
    private static bool WasToldToEnd(int? exitCode) => exitCode is null or 0 or 130 or 137 or 143;

    [GeneratedRegex("(?<!^)[A-Z]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InnerCapital();
}
