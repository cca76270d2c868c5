using System.Net;
using System.Net.Sockets;
using DevFlow.WorkflowEngine.Tests.Integrations;

namespace DevFlow.LocalUi.Tests.FirstDay;

/// <summary>A platform that nobody has been at yet, as the app host starts it: a link that signs in once, and GitHub set up.</summary>
internal sealed class NewPlatform : IAsyncDisposable
{
    private const string Code = "one-time-code-0123456789012345678901234567_";

    private NewPlatform(OAuthProvider gitHub, Engine engine, NodeServer ui) => (GitHub, Engine, Ui) = (gitHub, engine, ui);

    public OAuthProvider GitHub { get; }

    public Engine Engine { get; }

    public NodeServer Ui { get; }

    public Uri SignInLink => new(Ui.Address, $"/#sign-in={Code}");

    public static async Task<NewPlatform> StartAsync(EngineServer server)
    {
        // Who signs in is sent back to an address that is in the settings: the page's port is known before anything starts.
        var port = FreePort();
        var page = $"http://localhost:{port}";
        var gitHub = await OAuthProvider.StartAsync(page);
        var engine = await Engine.StartAsync(
            server, $"CONFLUENCE_WEBHOOK_SECRET=confluence-c4n4ry-0123456789abcdef\n{OAuthProvider.EnvOf(page)}", [("SIGN_IN_CODE", Code), .. gitHub.Configuration]);
        return new(gitHub, engine, await NodeServer.StartAsync(engine.Address, ("PORT", $"{port}")));
    }

    public async ValueTask DisposeAsync()
    {
        await Ui.DisposeAsync();
        await Engine.DisposeAsync();
        await GitHub.DisposeAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
