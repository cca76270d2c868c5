namespace DevFlow.KnowledgeHub.Tests.Support;

/// <summary>The folder of a hub, with its settings and the secrets of a platform.</summary>
internal sealed class HubFolder : IDisposable
{
    /// <summary>A value of the platform that the hub itself never reads.</summary>
    public const string JwtSecret = "jwt-canary-0815-qWeRtZuIoP-8642";

    public HubFolder(HubSettings settings)
    {
        Directory.CreateDirectory(System.IO.Path.Combine(Path, "config"));
        File.Copy(System.IO.Path.Combine(Repository, "config", "secrets.yaml"), System.IO.Path.Combine(Path, "config", "secrets.yaml"));
        Write($"""
            DEVFLOW_MODE=local
            AOSENTRY_API_KEY={settings.ModelKey}
            AOSENTRY_API_URL={settings.Models}
            QDRANT_COLLECTION={settings.Collection}
            SECRET_ENCRYPTION_KEY=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=
            SESSION_SECRET=session-secret-0123456789abcdef0123456789
            JWT_SECRET={JwtSecret}
            LOG_LEVEL=WARNING
            {settings.Env}
            """);
        Configuration = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["DEVFLOW_ROOT"] = Path,
            ["OTEL_SERVICE_NAME"] = "knowledge-hub",
            ["ConnectionStrings:qdrant_http"] = settings.Qdrant.ToString(),
            ["ConnectionStrings:qdrant_key"] = settings.QdrantKey,
            ["ConnectionStrings:service_key"] = settings.ServiceKey,
            ["services:workflow-engine:http:0"] = settings.Engine,
        };
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("devflow-hub-").FullName;

    public IReadOnlyDictionary<string, string?> Configuration { get; }

    public static string Repository
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(System.IO.Path.Combine(folder, "DevFlow.sln")))
                folder = System.IO.Path.GetDirectoryName(folder)!;
            return folder;
        }
    }

    /// <summary>Changes a line of its .env; the hub reads it within a second.</summary>
    public void Set(string key, string value)
    {
        var path = System.IO.Path.Combine(Path, ".env");
        Write(string.Join('\n', File.ReadAllLines(path).Select(line => line.StartsWith($"{key}=", StringComparison.Ordinal) ? $"{key}={value}" : line)) + "\n");
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private void Write(string text)
    {
        // In one move: a hub that reads half of it misses keys.
        var whole = System.IO.Path.Combine(Path, ".env.whole");
        File.WriteAllText(whole, text);
        File.SetUnixFileMode(whole, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(whole, System.IO.Path.Combine(Path, ".env"), overwrite: true);
    }
}
