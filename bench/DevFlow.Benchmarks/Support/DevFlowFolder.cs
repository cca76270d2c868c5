using DevFlow.Secrets;

namespace DevFlow.Benchmarks;

/// <summary>A folder with the catalog of this repository and nothing else, whose secrets the emulator's sample vault has.</summary>
internal sealed class DevFlowFolder : IDisposable
{
    /// <summary>The one in the sample.</summary>
    public const string Token = "devflow-local-token";

    private readonly string _root = Directory.CreateTempSubdirectory("devflow-bench-").FullName;

    public DevFlowFolder()
    {
        Directory.CreateDirectory(Path.Combine(_root, "config"));
        File.Copy(Path.Combine(Repository, "config", "secrets.yaml"), Path.Combine(_root, "config", "secrets.yaml"));
    }

    public static string SampleVaults => Path.Combine(Repository, "emulators", "DevFlow.ConnectEmulator", "vaults.sample.yaml");

    private static string Repository { get; } = FindRepository();

    public SecretsWorkspace Open(string address) => SecretsWorkspace.Open(new()
    {
        Root = _root,
        Caching = SecretCaching.InMemory,
        Environment = name => name switch
        {
            "OP_CONNECT_URL" => address,
            "OP_CONNECT_TOKEN" => Token,
            _ => null,
        },
    });

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "DevFlow.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
