using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.Local;

/// <summary>The engine's own: starts a project as it was built, from its project folder, where its appsettings.json lies.</summary>
public static class ProjectLaunch
{
    /// <summary>How to start a project that takes the place of a container.</summary>
    /// <typeparam name="TProject">The class that the build made for it, in the namespace <c>Projects</c>.</typeparam>
    /// <param name="resourceName">The resource that it stands in for, as errors name it.</param>
    /// <param name="say">Writes into the resource's log.</param>
    /// <exception cref="DistributedApplicationException">It is not built.</exception>
    public static LaunchSpec Of<TProject>(string resourceName, Action<string> say) where TProject : IProjectMetadata, new() =>
        Of(new TProject(), resourceName, say);

    internal static LaunchSpec Of(ProjectResource project, Action<string> say) => Of(
        project.LastOf<IProjectMetadata>()
            ?? throw new DistributedApplicationException($"The project resource '{project.Name}' does not say where its project lies. Add it with AddProject<Projects.…>."),
        project.Name,
        say);

    internal static LaunchSpec Of(IProjectMetadata metadata, string resourceName, Action<string> say)
    {
        if (metadata is ProjectPath)
            throw new DistributedApplicationException($"'{resourceName}' cannot be started by its path alone. Reference {metadata.ProjectPath} from the app host's project, and add it with AddProject<Projects.…>.");
        if (metadata is not IBuiltProject { TargetPath: { } assembly })
            throw new DistributedApplicationException($"The project of '{resourceName}' does not say where its build is. Reference DevFlow.Hosting's build targets from the app host.");
        if (!File.Exists(assembly))
        {
            throw new DistributedApplicationException($"'{resourceName}' is not built: {assembly} does not exist. Build the app host, which builds it too.\n" + (File.Exists(metadata.ProjectPath)
                ? $"To build it alone: dotnet build \"{metadata.ProjectPath}\""
                : $"Its project is missing as well: {metadata.ProjectPath} does not exist. Was it moved? The app host knows it by the path of its own last build."));
        }

        if (StaleBuild.NewerSource(metadata.ProjectPath, assembly) is { } newer)
            say($"runs as it was built, but {newer} was changed after that; to run the change: dotnet build \"{metadata.ProjectPath}\"");

        var directory = Path.GetDirectoryName(metadata.ProjectPath)!;
        var program = Path.ChangeExtension(assembly, OperatingSystem.IsWindows() ? ".exe" : null);
        return File.Exists(program)
            ? new() { FileName = program, WorkingDirectory = directory }
            : new() { FileName = "dotnet", Arguments = [assembly], WorkingDirectory = directory };
    }
}
