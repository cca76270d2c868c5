using DevFlow.Secrets.Vault.Tests.Rotation.Http;

namespace DevFlow.Secrets.Vault.Tests.Rotation.OAuth;

/// <summary>One house and one server for all tests of a class; each test takes a token of its own.</summary>
public sealed class OAuthHouse(VaultServer server) : IAsyncLifetime
{
    private const int Tokens = 24;

    private int _next = -1;

    internal RotationHouse House { get; private set; } = null!;

    internal OAuthServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        House = await RotationHouse.BuildAsync(
            server,
            [OAuthServer.ClientId, OAuthServer.ClientSecret, .. Enumerable.Range(0, Tokens).Select(Name)],
            key => key.StartsWith("EXAMPLE", StringComparison.Ordinal) ? "tier: system" : "rotator: example, rotate: 30d");
        Server = await OAuthServer.StartAsync();
        await DescribeAsync(Example.OAuth(Server.Address));
    }

    internal Task DescribeAsync(string yaml) => House.DescribeAsync("example", yaml.Replace("kind: oauth", "kind: oauth\ntimeout: 60", StringComparison.Ordinal));

    /// <summary>A secret that holds a refresh token of a server of a kind.</summary>
    internal async Task<(string Key, string Token)> TakeAsync(OAuthServerKind kind)
    {
        Server.Kind = kind;
        Server.Faults.Clear();
        var token = await Server.SignInAsync();
        var key = Name(Interlocked.Increment(ref _next));
        await House.ReplaceAsync(RotationHouse.FirstValue(key), token);
        Server.Requests.Clear();
        return (key, token);
    }

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        await Server.DisposeAsync();
    }

    private static string Name(int number) => $"TOKEN_{number:00}";
}
