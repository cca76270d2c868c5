namespace DevFlow.Cli.Tests;

/// <summary>A folder like a fresh clone: the example and the catalog of the repository, and nothing else.</summary>
internal sealed class Clone : IDisposable
{
    public Clone()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "config"));
        foreach (var file in (string[])[".env.example", "config/secrets.yaml"])
            File.Copy(Path.Combine(Repository.Root, file), Path.Combine(Folder, file));
    }

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"devflow-test-{Guid.NewGuid():N}");

    /// <summary>Makes a file that only its owner may read, as a .env ought to be.</summary>
    public void Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
