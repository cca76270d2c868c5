using DevFlow.Hosting.Local;

namespace DevFlow.Hosting.Tests.Model;

/// <summary>What the build of an app host generates, for a project that nobody has built.</summary>
internal sealed class UnbuiltProject : IProjectMetadata, IBuiltProject
{
    public string ProjectPath => "/nowhere/Unbuilt.csproj";

    public string TargetPath => "/nowhere/bin/Unbuilt.dll";
}
