using Microsoft.Extensions.Logging;

namespace DevFlow.Secrets;

/// <summary>
/// The way to 1Password Connect that the settings describe: made when it is first needed, and made anew when they change, so that
/// a token or an endpoint that was replaced in .env takes effect without a restart and nothing read with the old one is served.
/// </summary>
internal sealed class OnePasswordConnection(DevFlowSettings settings, SecretCaching caching, TimeProvider time, ILogger logger) : IDisposable
{
    /// <summary>Where 1Password's own tools look when nothing is said.</summary>
    public const string DefaultUrl = "http://localhost:8080";

    private readonly Lock _changing = new();
    private volatile Connected? _connected;

    /// <inheritdoc cref="SecretsWorkspaceOptions.Connect"/>
    public Func<ConnectOptions, ConnectOptions> Options { get; init; } = options => options;

    /// <inheritdoc cref="SecretResolverOptions.Scrubber"/>
    public SecretScrubber? Scrubber { get; init; }

    /// <inheritdoc cref="SecretsWorkspaceOptions.OnePasswordLater"/>
    public bool Later { get; init; }

    /// <summary>The endpoint as a person reads it.</summary>
    public string Place => _connected?.Url ?? DefaultUrl;

    /// <summary>The reader; neither it nor a problem when no token is set, or when the server is yet to come.</summary>
    public (OnePasswordReader? Reader, string? Problem) Current()
    {
        var (connected, problem) = Now();
        return (connected?.Reader, problem);
    }

    /// <summary>The client, for writing and for reading past what is remembered; otherwise as <see cref="Current"/>.</summary>
    public (ConnectClient? Client, string? Problem) CurrentClient()
    {
        var (connected, problem) = Now();
        return (connected?.Client, problem);
    }

    public void Dispose() => _connected?.Client?.Dispose();

    private (Connected? Connected, string? Problem) Now()
    {
        if (Later)
            return (null, null);

        // Of one moment: a token that is replaced together with the address must not travel to the new one.
        var now = settings.OfOneMoment();
        if (now.Get(DevFlowSettingKeys.ConnectToken) is not { } token)
            return (null, null);
        var (url, problem) = Url(now);
        if (problem is not null)
            return (null, problem);

        var connected = _connected;
        if (connected is null || connected.Url != url || connected.Token != token)
            connected = Connect(url, token);
        return (connected, connected.Problem);
    }

    private Connected Connect(string url, string token)
    {
        lock (_changing)
        {
            if (_connected is { } other && other.Url == url && other.Token == token)
                return other;
            if (!ConnectEndpoints.TryParse(url, out var endpoints, out var problem))
                return _connected = new(url, token, Client: null, Reader: null, $"{SettingOf(url)}: {problem}");

            Scrubber?.Register(token);

            // The client before it is left to its readers: disposing it would break their calls, and idle connections close by themselves.
            var client = new ConnectClient(Options(
                caching.Patience(new() { Endpoints = endpoints, Token = () => token, TimeProvider = time, Logger = logger })));
            return _connected = new(url, token, client, new OnePasswordReader(client, CreateCache()), Problem: null);
        }
    }

    private IConnectCache CreateCache() => caching.CreateConnectCache(SecretCachingTimes.Of(settings), time);

    private string SettingOf(string url) =>
        settings.Get(DevFlowSettingKeys.ConnectUrl) == url ? DevFlowSettingKeys.ConnectUrl : DevFlowSettingKeys.ConnectHost;

    private static (string Url, string? Problem) Url(DevFlowSettings settings)
    {
        var url = settings.Get(DevFlowSettingKeys.ConnectUrl);
        var host = settings.Get(DevFlowSettingKeys.ConnectHost);
        return url is not null && host is not null && !ConnectEndpoints.AreSame(url, host)
            ? (DefaultUrl, "OP_CONNECT_URL and OP_CONNECT_HOST are two names of one setting, and differ")
            : (url ?? host ?? DefaultUrl, null);
    }

    private sealed record Connected(string Url, string Token, ConnectClient? Client, OnePasswordReader? Reader, string? Problem)
    {
        // A record's own text would show the token.
        public override string ToString() => Url;
    }
}
