using DevFlow.Hosting.ApplicationModel;
using static DevFlow.Hosting.ApplicationModel.KnownResourceStates;

namespace DevFlow.Hosting.Local;

/// <summary>
/// The states of a resource and which may follow which:
/// <code>
///   (new) ──> NotStarted ──> Waiting ──> Starting ──> Running ──> Stopping ──> Exited
///                 └────────────────────────^ │           ├──> Finished   (ended by itself, exit code 0)
///                                            │           ├──> Exited     (ended by itself, otherwise)
///                                            │           └──> Starting   (ended by itself and is started again)
///                                            ├──> FailedToStart
///                                            └──> Skipped
/// </code>
/// A resource that has ended or failed is started anew by a command. A resource that is stopped while nothing of it runs goes
/// to Exited at once.
/// </summary>
internal static class ResourceTransitions
{
    private static readonly string New = "";

    private static readonly Dictionary<string, string[]> Next = new(StringComparer.Ordinal)
    {
        [New] = [NotStarted, Waiting, Starting, Running, LocalResourceStates.Skipped],
        [NotStarted] = [Waiting, Starting, Exited],
        [Waiting] = [Starting, FailedToStart, Exited],
        [Starting] = [Waiting, Running, FailedToStart, LocalResourceStates.Skipped, Exited],
        [Running] = [Starting, Stopping, Finished, Exited, RuntimeUnhealthy, FailedToStart],
        [RuntimeUnhealthy] = [Running, Starting, Stopping, Finished, Exited, FailedToStart],
        [Stopping] = [Exited, FailedToStart],
        [Finished] = [Waiting, Starting],
        [Exited] = [Waiting, Starting],
        [FailedToStart] = [Waiting, Starting],
        [LocalResourceStates.Skipped] = [Waiting, Starting],
    };

    /// <summary>
    /// Staying is always allowed: a state is told again with another reason. So is leaving a state that only the app host knows,
    /// which it has told of the resource by itself.
    /// </summary>
    public static bool IsAllowed(string? from, string to) =>
        from == to || !Next.TryGetValue(from ?? New, out var next) || next.Contains(to, StringComparer.Ordinal);

    public static bool IsTerminal(CustomResourceSnapshot snapshot) => TerminalStates.Contains(snapshot.State?.Text ?? "");
}
