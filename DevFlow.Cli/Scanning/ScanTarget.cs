namespace DevFlow.Cli.Scanning;

/// <summary>Where a scan looks.</summary>
/// <param name="Folder">The folder that git is run in.</param>
/// <param name="Path">The file or folder in it that is scanned; null for all of the repository.</param>
internal sealed record ScanTarget(string Folder, string? Path)
{
    /// <exception cref="UsageException">There is nothing at the path.</exception>
    public static ScanTarget Of(string? path)
    {
        var current = Directory.GetCurrentDirectory();
        if (path is null)
            return new(current, null);
        var full = System.IO.Path.GetFullPath(path, current);
        if (Directory.Exists(full))
            return new(full, ".");
        return File.Exists(full)
            ? new(System.IO.Path.GetDirectoryName(full)!, System.IO.Path.GetFileName(full))
            : throw new UsageException($"there is no file or folder {path}", "PATH has to name what is to be scanned; without it all of the repository is");
    }
}
