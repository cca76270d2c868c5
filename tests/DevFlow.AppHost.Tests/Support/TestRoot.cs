using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DevFlow.AppHost.Tests;

/// <summary>A folder like that of a fresh clone: the example, the catalog, and whatever .env the test writes.</summary>
internal sealed class TestRoot : IDisposable
{
    private static readonly ConcurrentDictionary<int, bool> _given = new();

    public TestRoot(string? env = null)
    {
        // Closed folders (as a temp folder's default is) would send the database out of here: its account could not enter.
        Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        Directory.CreateDirectory(Path.Combine(Folder, "config"));
        foreach (var file in (string[])[".env.example", "config/secrets.yaml"])
            File.Copy(Path.Combine(Repository.Root, file), Path.Combine(Folder, file));
        if (env is not null)
            Write(".env", env);
    }

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"devflow-test-{Guid.NewGuid():N}");

    public string EnvFile => Path.Combine(Folder, ".env");

    /// <summary>The keys that a local platform cannot do without, with ports that nobody uses.</summary>
    public static string CompleteEnv()
    {
        var ports = FreePorts(6);
        return $"""
            DEVFLOW_MODE=local
            AOSENTRY_API_KEY=sk-test-aosentry-0123456789
            SECRET_ENCRYPTION_KEY=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=
            SESSION_SECRET=session-secret-0123456789abcdef0123456789
            JWT_SECRET=jwt-secret-0123456789abcdef0123456789abcd
            DATABASE_URL=postgresql://devflow:devflow-password@localhost:{ports[0]}/devflow
            QDRANT_URL=http://localhost:{ports[1]}
            MCP_GATEWAY_PORT={ports[2]}
            WORKFLOW_ENGINE_PORT={ports[3]}
            KNOWLEDGE_HUB_PORT={ports[4]}
            LOCAL_UI_PORT={ports[5]}

            """;
    }

    /// <summary>The keys that a mode cannot do without, and no others.</summary>
    public static string EnvOf(string mode) => mode switch
    {
        "local" => CompleteEnv(),
        "onprem" => $"""
            DEVFLOW_MODE=onprem
            OP_CONNECT_URL=http://localhost:{FreePorts(1)[0]}
            OP_CONNECT_TOKEN=token-0123456789
            OP_SESSION={Convert.ToBase64String(Encoding.UTF8.GetBytes(Credentials))}

            """,
        _ => $"""
            DEVFLOW_MODE={mode}
            AOSENTRY_API_KEY=sk-test-aosentry-0123456789
            DEVFLOW_API_URL=http://localhost:{FreePorts(1)[0]}
            DEVFLOW_API_KEY=key-0123456789abcdef

            """,
    };

    // Of the form of a 1password-credentials.json; no server would start with it.
    private const string Credentials = """{"verifier":{"salt":"s","localHash":"h"},"encCredentials":{"kid":"k","enc":"A256GCM","cty":"b5+jwk+json","iv":"i","data":"d"},"version":"2","deviceUuid":"d","uniqueKey":{"alg":"A256GCM","ext":true,"k":"k","key_ops":["decrypt","encrypt"],"kty":"oct","kid":"k"}}""";

    public void Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>Whatever is started leaves something in .devflow. The lock on .env is of the first run, which comes before.</summary>
    public bool HasStartedSomething =>
        Directory.Exists(Path.Combine(Folder, ".devflow"))
        && Directory.EnumerateFileSystemEntries(Path.Combine(Folder, ".devflow")).Any(path => Path.GetFileName(path) != "env.lock");

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>
    /// Ports that nobody uses, below those that the system gives out by itself: a test beside this one, or a connection of its, would be
    /// given one of them before it is listened on, or between two starts.
    /// </summary>
    public static int[] FreePorts(int count)
    {
        var ports = new List<int>();
        while (ports.Count < count)
        {
            var port = Random.Shared.Next(10_000, 32_000);
            if (_given.TryAdd(port, true) && IsFree(port))
                ports.Add(port);
        }

        return [.. ports];
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
