namespace DevFlow.Hosting.Tests.Model;

/// <summary>Says where the project lies and not where its build is.</summary>
internal sealed class PathlessProject : IProjectMetadata
{
    public string ProjectPath => "/nowhere/Pathless.csproj";
}
