namespace DevFlow.Hosting.ApplicationModel;

/// <summary>The states that a resource goes through. Which may follow which: <see cref="Local.ResourceTransitions"/>.</summary>
public static class KnownResourceStates
{
    /// <summary>Is started by a command only, and was not yet.</summary>
    public static readonly string NotStarted = nameof(NotStarted);

    /// <summary>Waits for others.</summary>
    public static readonly string Waiting = nameof(Waiting);

    /// <summary>Is being started.</summary>
    public static readonly string Starting = nameof(Starting);

    /// <summary>Runs.</summary>
    public static readonly string Running = nameof(Running);

    /// <summary>What runs it is ill. The local engine has no runtime beneath its processes; an app host may tell this state of a resource of its own.</summary>
    public static readonly string RuntimeUnhealthy = nameof(RuntimeUnhealthy);

    /// <summary>Could not be started.</summary>
    public static readonly string FailedToStart = nameof(FailedToStart);

    /// <summary>Is being stopped.</summary>
    public static readonly string Stopping = nameof(Stopping);

    /// <summary>Has ended.</summary>
    public static readonly string Exited = nameof(Exited);

    /// <summary>Has ended with exit code 0 before it was told to.</summary>
    public static readonly string Finished = nameof(Finished);

    /// <summary>The states after which nothing more happens by itself.</summary>
    public static readonly IReadOnlyList<string> TerminalStates = [Finished, FailedToStart, Exited];
}
