namespace DevFlow.Cli.Tests;

/// <summary>Where the repository lies.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Scripts { get; } = Path.Combine(Root, "tests", "DevFlow.Cli.Tests", "Scripts");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "DevFlow.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
