namespace DevFlow.Hosting;

/// <summary>A project of which no more is known than its path.</summary>
/// <param name="path">The full path of the project file.</param>
internal sealed class ProjectPath(string path) : IProjectMetadata
{
    string IProjectMetadata.ProjectPath => path;
}
