using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.Local;

/// <summary>Starts a project as it was built, from its project folder, where its appsettings.json lies.</summary>
internal static class ProjectLaunch
{
    public static LaunchSpec Of(ProjectResource project)
    {
        var metadata = project.LastOf<IProjectMetadata>()
            ?? throw new DistributedApplicationException($"The project resource '{project.Name}' does not say where its project lies. Add it with AddProject<Projects.…>.");
        if (metadata is ProjectPath)
            throw new DistributedApplicationException($"'{project.Name}' cannot be started by its path alone. Reference {metadata.ProjectPath} from the app host's project, and add it with AddProject<Projects.…>.");
        if (metadata is not IBuiltProject { TargetPath: { } assembly })
            throw new DistributedApplicationException($"The project of '{project.Name}' does not say where its build is. Reference DevFlow.Hosting's build targets from the app host.");
        if (!File.Exists(assembly))
            throw new DistributedApplicationException($"'{project.Name}' is not built: {assembly} does not exist. Build the app host, which builds it too.");

        var directory = Path.GetDirectoryName(metadata.ProjectPath)!;
        var program = Path.ChangeExtension(assembly, OperatingSystem.IsWindows() ? ".exe" : null);
        return File.Exists(program)
            ? new() { FileName = program, WorkingDirectory = directory }
            : new() { FileName = "dotnet", Arguments = [assembly], WorkingDirectory = directory };
    }
}
