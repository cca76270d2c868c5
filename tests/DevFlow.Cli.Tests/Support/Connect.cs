using DevFlow.ConnectEmulator;

namespace DevFlow.Cli.Tests;

/// <summary>A 1Password Connect server, for a shell whose commands are to find one.</summary>
internal sealed class Connect : IAsyncDisposable
{
    public const string Token = "token-of-the-tests-0815";

    private ConnectEmulatorServer? _server;

    public ConnectEmulatorServer Server => _server!;

    public async Task StartAsync(string vaultsYaml, Shell shell)
    {
        _server = await ConnectEmulatorServer.StartAsync(
            new() { VaultsYaml = vaultsYaml, Token = Token, Quiet = true }, TestContext.Current.CancellationToken);
        shell.Set("OP_CONNECT_URL", _server.Address.ToString());
        shell.Set("OP_CONNECT_TOKEN", Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
