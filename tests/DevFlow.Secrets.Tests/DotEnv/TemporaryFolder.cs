namespace DevFlow.Secrets.Tests;

internal sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("devflow-dotenv-").FullName;

    public string this[string name] => Path.Combine(Root, name);

    /// <summary>Writes a file as a careful person would: for its owner alone.</summary>
    public string Write(string name, string text)
    {
        var path = this[name];
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return path;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
