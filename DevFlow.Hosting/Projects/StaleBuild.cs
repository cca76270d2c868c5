namespace DevFlow.Hosting.Local;

/// <summary>Finds out whether a project was changed after it was built. Only its own folder is looked at, and what a compiler reads.</summary>
internal static class StaleBuild
{
    private static readonly HashSet<string> Sources = new([".cs", ".razor", ".cshtml", ".csproj"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> Outputs = new(["bin", "obj", "node_modules"], StringComparer.OrdinalIgnoreCase);

    /// <returns>The first file found that is newer than the build; null when there is none.</returns>
    public static string? NewerSource(string projectPath, string assembly)
    {
        var built = File.GetLastWriteTimeUtc(assembly);
        return SourcesIn(new DirectoryInfo(Path.GetDirectoryName(projectPath)!)).FirstOrDefault(source => source.LastWriteTimeUtc > built)?.FullName;
    }

    private static IEnumerable<FileInfo> SourcesIn(DirectoryInfo folder) =>
        folder.EnumerateFiles().Where(file => Sources.Contains(file.Extension))
            .Concat(folder.EnumerateDirectories().Where(inner => inner.Name[0] != '.' && !Outputs.Contains(inner.Name)).SelectMany(SourcesIn));
}
