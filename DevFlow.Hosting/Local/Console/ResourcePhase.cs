namespace DevFlow.Hosting.Local;

/// <summary>How far a resource is, as a person sees it.</summary>
internal enum ResourcePhase
{
    NotStarted,
    Starting,
    Waiting,
    Unhealthy,

    /// <summary>Runs, and has been ill for longer than it may.</summary>
    Overdue,
    Ready,
    Skipped,
    Failed,
    Stopping,
    Ended,
}
