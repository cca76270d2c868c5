namespace DevFlow.Hosting.Tests.Support;

/// <summary>A folder that is gone after the test. Every account may enter it: a database server runs as one of its own.</summary>
internal sealed class TestFolder : IDisposable
{
    private const UnixFileMode OpenToAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    public TestFolder()
    {
        Path = Directory.CreateTempSubdirectory("devflow-hosting-").FullName;
        File.SetUnixFileMode(Path, OpenToAll);
    }

    public string Path { get; }

    public string this[params string[] parts] => System.IO.Path.Combine([Path, .. parts]);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>Waits for a file to be there and to have content, and reads it.</summary>
    public async Task<string> ReadAsync(string name, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (File.Exists(this[name]) && await File.ReadAllTextAsync(this[name], cancellationToken) is { Length: > 0 } text)
                return text.Trim();
            await Task.Delay(20, cancellationToken);
        }
    }
}
