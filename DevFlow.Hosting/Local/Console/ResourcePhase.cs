namespace DevFlow.Hosting.Local;

/// <summary>How far a resource is, as a person sees it.</summary>
internal enum ResourcePhase
{
    Starting,
    Waiting,
    Unhealthy,
    Ready,
    Skipped,
    Failed,
    Stopping,
    Ended,
}
