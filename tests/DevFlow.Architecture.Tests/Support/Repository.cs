namespace DevFlow.Architecture.Tests;

/// <summary>The repository as files. Paths are relative to its root, with slashes.</summary>
internal static class Repository
{
    // When they are asked for, and not before: Git asks for the root first.
    private static readonly Lazy<IReadOnlyList<string>> _files = new(() => [.. Git.Run("ls-files", "--others", "--exclude-standard").Order(StringComparer.Ordinal)]);

    public static string Root { get; } = FindRoot();

    /// <summary>Every file that .gitignore does not leave out.</summary>
    public static IReadOnlyList<string> Files => _files.Value;

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The files of the product, as against those that test and measure it.</summary>
    public static bool IsProduct(string path) => !path.Split('/').Any(folder => folder is "tests" or "bench");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "DevFlow.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
