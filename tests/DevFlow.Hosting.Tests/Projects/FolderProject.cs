using DevFlow.Hosting.Local;

namespace DevFlow.Hosting.Tests.Projects;

/// <summary>A project in the folder of the test that runs now.</summary>
internal sealed class FolderProject : IProjectMetadata, IBuiltProject
{
    private static readonly AsyncLocal<string?> Folder = new();

    private readonly string _folder = Folder.Value ?? "";

    public string ProjectPath => Path.Combine(_folder, "Service.csproj");

    public string TargetPath => Path.Combine(_folder, "bin", "Service.dll");

    public static void In(string folder) => Folder.Value = folder;
}
