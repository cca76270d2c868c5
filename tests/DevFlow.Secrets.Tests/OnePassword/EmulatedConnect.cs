using DevFlow.ConnectEmulator;

namespace DevFlow.Secrets.Tests.OnePassword;

/// <summary>A Connect server with a vault, and DevFlow folders that read from it.</summary>
internal sealed class EmulatedConnect : IAsyncDisposable
{
    public const string Mark = "c4n4ry";
    public const string Token = $"{Mark}-token-of-the-tests";
    public const string ItemId = "aosentryaosentryaosentrya1";
    public const string VaultId = "devflowdevflowdevflowdevf1";

    private const string Vaults = $$"""
        tokens:
          - { name: tests, token: {{Token}}, vaults: { DevFlow: rw } }
        vaults:
          - name: DevFlow
            id: {{VaultId}}
            items:
              - title: AOSentry
                id: {{ItemId}}
                category: API_CREDENTIAL
                fields:
                  api_key: { value: {{Mark}}-first-value, type: CONCEALED }
                  endpoint: https://llm.example.test
                  code: { value: JBSWY3DPEHPK3PXP, type: OTP }
                files: [{ name: key.pem, content: {{Mark}}-content-of-a-file }]
              - { title: Twin, category: LOGIN, fields: { password: {{Mark}}-one } }
              - { title: Twin, id: twintwintwintwintwintwint2, category: LOGIN, fields: { password: {{Mark}}-two } }
          - { name: Other, items: [{ title: Hidden, category: LOGIN, fields: { password: {{Mark}}-hidden } }] }
        """;

    private readonly List<IAsyncDisposable> _opened = [];

    private EmulatedConnect(ConnectEmulatorServer server) => Server = server;

    public ConnectEmulatorServer Server { get; }

    public TestFolder Folder { get; } = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<EmulatedConnect> StartAsync(string? yaml = null)
    {
        var server = await ConnectEmulatorServer.StartAsync(new() { VaultsYaml = yaml ?? Vaults, Quiet = true }, Cancel);
        var connect = new EmulatedConnect(server);
        connect.Folder.Environment["OP_CONNECT_URL"] = server.Address.ToString();
        connect.Folder.Environment["OP_CONNECT_TOKEN"] = Token;
        return connect;
    }

    /// <summary>Opens the folder with a client that has less patience than a service's, and loses none of the rules.</summary>
    public SecretsWorkspace Open(
        SecretCaching? caching = null, TimeProvider? time = null, ListLogger? logger = null, TimeSpan? attempt = null, string? auditAs = null)
    {
        var workspace = SecretsWorkspace.Open(Folder.Options(time, logger) with
        {
            Caching = caching ?? SecretCaching.InMemory,
            AuditAs = auditAs,
            Connect = options => options with
            {
                AttemptTimeout = attempt ?? TimeSpan.FromSeconds(5),
                FirstTimeout = attempt ?? TimeSpan.FromSeconds(5),
                RetryDelay = TimeSpan.FromMilliseconds(1),
                Retries = 2,
                DeniedRecheckDelay = TimeSpan.FromMilliseconds(1),
                BreakDuration = TimeSpan.FromMilliseconds(500),
                TimeProvider = TimeProvider.System,
            },
        });
        _opened.Add(workspace);
        return workspace;
    }

    public void Change(string value) => Server.SetField("DevFlow", "AOSentry", "api_key", value);

    public async ValueTask DisposeAsync()
    {
        foreach (var workspace in _opened)
            await workspace.DisposeAsync();
        await Server.DisposeAsync();
        Folder.Dispose();
    }
}
