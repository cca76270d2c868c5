namespace DevFlow.Secrets.Tests;

/// <summary>A DevFlow folder of a test's own, with an environment of its own; removed at the end.</summary>
internal sealed class TestFolder : IDisposable
{
    public TestFolder() => Root = Directory.CreateTempSubdirectory("devflow-test-").FullName;

    public string Root { get; }

    public string DotEnv => Path.Combine(Root, ".env");

    public Dictionary<string, string> Environment { get; } = [];

    public Dictionary<string, string> Connections { get; } = [];

    /// <summary>The repository's catalog and a .env in which nothing is wrong in local mode, with lines replaced or added.</summary>
    public static TestFolder Ready(params string[] lines)
    {
        var folder = new TestFolder();
        folder.CopyCatalog();
        var ready = new List<string>
        {
            "AOSENTRY_API_KEY=sk-test-0123456789",
            $"SECRET_ENCRYPTION_KEY={Convert.ToBase64String(new byte[32])}",
            $"SESSION_SECRET={new string('s', 64)}",
            $"JWT_SECRET={new string('j', 64)}",
            "DATABASE_URL=postgresql://devflow:devflow@localhost:5432/devflow",
            "QDRANT_URL=http://localhost:6333",
        };
        foreach (var line in lines)
        {
            ready.RemoveAll(r => r.StartsWith(line[..(line.IndexOf('=') + 1)], StringComparison.Ordinal));
            ready.Add(line);
        }

        folder.Write(".env", string.Join('\n', ready) + "\n");
        return folder;
    }

    public void CopyCatalog() => Write("config/secrets.yaml", File.ReadAllText(Path.Combine(Repository.Root, "config", "secrets.yaml")));

    public void Write(string name, string text)
    {
        var path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public SecretsWorkspace Open(TimeProvider? time = null, ListLogger? logger = null, SecretCaching? caching = null) =>
        SecretsWorkspace.Open(Options(time, logger) with { Caching = caching ?? SecretCaching.None });

    public SecretsWorkspaceOptions Options(TimeProvider? time = null, ListLogger? logger = null) => new()
    {
        Root = Root,
        Environment = name => Environment.GetValueOrDefault(name),
        ConnectionString = name => Connections.GetValueOrDefault(name),
        TimeProvider = time,
        LoggerFactory = logger,
    };

    public async Task<IReadOnlyList<Finding>> VerifyAsync() =>
        await SecretsVerifier.VerifyAsync(Open(), TestContext.Current.CancellationToken);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
