namespace DevFlow.Hosting.ApplicationModel;

/// <summary>The commands that the engine gives to every resource that it runs as a process.</summary>
public static class KnownResourceCommands
{
    /// <summary>Starts what does not run; of what waits for others, ends the waiting.</summary>
    public static readonly string StartCommand = "start";

    /// <summary>Stops what runs. It stays stopped until it is started.</summary>
    public static readonly string StopCommand = "stop";

    /// <summary>Stops and starts, with arguments and environment made anew.</summary>
    public static readonly string RestartCommand = "restart";
}
