using System.Reflection;

namespace DevFlow.AppHost.Tests;

/// <summary>Where the repository and the built app host lie.</summary>
internal static class Repository
{
    public static string AppHostDirectory { get; } = typeof(Projects.DevFlow_AppHost).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "apphostprojectpath").Value!;

    public static string Root { get; } = Path.GetDirectoryName(AppHostDirectory)!;

    /// <summary>The app host's program, built beside these tests in the same configuration.</summary>
    public static string AppHostProgram { get; } = Path.Combine(
        AppHostDirectory, "bin", "local", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "DevFlow.AppHost");
}
