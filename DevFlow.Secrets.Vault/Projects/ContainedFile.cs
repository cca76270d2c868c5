namespace DevFlow.Secrets.Vault;

/// <summary>Opens a file below a folder, and makes sure that it is that file: no link on the way leads elsewhere, not even one that is put there meanwhile.</summary>
internal static class ContainedFile
{
    /// <param name="root">The folder. It may be reached through links.</param>
    /// <param name="below">The names of the folders below it, and of the file; each is one name.</param>
    /// <param name="opening">Is called between the look at the way and the opening; for tests of what others do at that moment.</param>
    /// <exception cref="IOException">There is none, it cannot be read, or the way to it is a link.</exception>
    public static FileStream Open(string root, IReadOnlyList<string> below, Action? opening = null)
    {
        var path = root;
        foreach (var name in below)
        {
            path = Path.Combine(path, name);
            if (new FileInfo(path).LinkTarget is not null)
                throw Refused();
        }

        // Of a pipe the opening alone could wait for ever.
        if (OperatingSystem.IsLinux() && PosixFileStatus.Of(path) is { IsRegular: false })
            throw new IOException("it is no file");
        opening?.Invoke();
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (IsAt(stream, root, below))
            return stream;
        stream.Dispose();
        throw Refused();
    }

    // The system says where an open file really lies. Where it does not, the way is looked at again.
    private static bool IsAt(FileStream stream, string root, IReadOnlyList<string> below) => OperatingSystem.IsLinux()
        ? new FileInfo($"/proc/self/fd/{stream.SafeFileHandle.DangerousGetHandle()}").LinkTarget == Path.Combine([RealPath(root), .. below])
        : Enumerable.Range(1, below.Count).All(depth => new FileInfo(Path.Combine([root, .. below.Take(depth)])).LinkTarget is null);

    private static string RealPath(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not { } parent)
            return full;
        var real = Path.Combine(RealPath(parent), Path.GetFileName(full));
        return new DirectoryInfo(real).LinkTarget is { } target ? RealPath(Path.Combine(Path.GetDirectoryName(real)!, target)) : real;
    }

    private static IOException Refused() =>
        new("a symbolic link leads there, and a project's files lie in its own folder; put the file itself there");
}
