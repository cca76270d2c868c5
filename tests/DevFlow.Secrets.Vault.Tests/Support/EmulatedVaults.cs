using DevFlow.ConnectEmulator;

namespace DevFlow.Secrets.Vault.Tests.Support;

/// <summary>A Connect server with vaults of the platform, of two projects and of two people.</summary>
internal sealed class EmulatedVaults : IAsyncDisposable
{
    public const string Token = "c4n4ry-token-of-the-tests";

    private const string Yaml = $$"""
        tokens:
          - { name: tests, token: {{Token}}, vaults: { "*": rw } }
        vaults:
          - name: DevFlow
            items: [{ title: AOSentry, fields: { api_key: platform-value-0123 } }]
          - name: Shop
            id: shopshopshopshopshopshopsh
            items:
              - title: production
                fields: { STRIPE_API_KEY: shop-stripe-value, EMPTY: "" }
              - title: Shared
                fields: { password: shop-shared-value }
          - name: Blog
            items:
              - title: production
                fields: { STRIPE_API_KEY: blog-stripe-value, BLOG_ONLY: blog-only-value }
          - { name: Anna }
          - { name: Bert }
          - { name: Twin, id: twintwintwintwintwintwint1 }
          - { name: Twin, id: twintwintwintwintwintwint2 }
        """;

    private EmulatedVaults(ConnectEmulatorServer server) => Server = server;

    public ConnectEmulatorServer Server { get; }

    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["OP_CONNECT_URL"] = Server.Address.ToString(),
        ["OP_CONNECT_TOKEN"] = Token,
    };

    public static async Task<EmulatedVaults> StartAsync() =>
        new(await ConnectEmulatorServer.StartAsync(new() { VaultsYaml = Yaml, Quiet = true }, TestContext.Current.CancellationToken));

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
