namespace DevFlow.QdrantEmulator.Tests;

/// <summary>Where things lie.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "DevFlow.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
