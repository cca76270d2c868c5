using DevFlow.Hosting.Local;
using DevFlow.Hosting.Tests.Host;

namespace DevFlow.Hosting.Tests.Model;

/// <summary>A project that is built: the small app host, which also serves.</summary>
internal sealed class HostProject : IProjectMetadata, IBuiltProject
{
    public string ProjectPath => Path.ChangeExtension(TargetPath, ".csproj");

    public string TargetPath => typeof(HostProgram).Assembly.Location;
}
