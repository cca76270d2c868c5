using DevFlow.Secrets;

namespace DevFlow.Cli.Engine;

/// <summary>
/// The Workflow Engine that a command calls: <c>await using var engine = parsed.Engine(); await engine.Api.GetAsync("api/v1/…", JsonContext.Default.…, cancellationToken)</c>.
/// What it refuses ends the command as <see cref="Trouble"/> says.
/// </summary>
internal sealed class EngineClient : IAsyncDisposable
{
    // As long as a person waits for an answer without one that says that it comes.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;

    public EngineClient(SecretsWorkspace workspace)
    {
        Workspace = workspace;
        _http = CreateHttp();
        Api = workspace.GetEngine(_http);
    }

    public SecretsWorkspace Workspace { get; }

    public EngineApi Api { get; }

    /// <summary>For calls of an engine or of the vault behind it: what did not arrive is sent again, where that does no harm.</summary>
    public static HttpClient CreateHttp() => new(new EngineRetries(new SocketsHttpHandler
    {
        // A key is shown to whom it is for, and not to whoever is next.
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
    }))
    {
        Timeout = _patience,
    };

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Workspace.DisposeAsync();
    }
}
