namespace DevFlow.Cli.Tests;

/// <summary>Where the repository and the built program lie.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of the program, built before these tests in the same configuration.</summary>
    public static string ProgramFolder { get; } = Path.Combine(
        Root, "DevFlow.Cli", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0");

    public static string Scripts { get; } = Path.Combine(Root, "tests", "DevFlow.Cli.Tests", "Scripts");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "DevFlow.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
