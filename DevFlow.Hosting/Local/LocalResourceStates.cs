namespace DevFlow.Hosting.Local;

/// <summary>The states that only the local engine knows.</summary>
public static class LocalResourceStates
{
    /// <summary>Cannot run on this machine; the application starts without it. The log says why and what to do.</summary>
    public static readonly string Skipped = nameof(Skipped);
}
