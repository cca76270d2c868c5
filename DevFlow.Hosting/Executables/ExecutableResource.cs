namespace DevFlow.Hosting.ApplicationModel;

/// <summary>A program that runs as a process.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="command">The program: a path, or a name to be found on PATH.</param>
/// <param name="workingDirectory">The folder that it runs in.</param>
public class ExecutableResource(string name, string command, string workingDirectory)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    /// <summary>The program.</summary>
    public string Command { get; } = command;

    /// <summary>The folder that it runs in.</summary>
    public string WorkingDirectory { get; } = workingDirectory;
}
