using DevFlow.Hosting.Local;

namespace DevFlow.Hosting.Tests.Host;

/// <summary>This project as the build of an app host would generate it.</summary>
public sealed class HostProject : IProjectMetadata, IBuiltProject
{
    public string ProjectPath => Path.ChangeExtension(TargetPath, ".csproj");

    public string TargetPath => typeof(HostProgram).Assembly.Location;
}
