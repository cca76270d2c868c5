using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Configuration;

namespace DevFlow.ServiceDefaults;

/// <summary>
/// The token with which this service calls the Workflow Engine, got with the credential that the app host gave it. It is asked for once, however
/// many wait for it, and again before it has run out.
/// </summary>
internal sealed class ServiceTokens(string service, string key, IConfiguration configuration, TimeProvider time) : IDisposable
{
    public const string KeyConnection = "service_key";
    public const string Engine = "workflow-engine";

    // A call that sets out with it should still arrive.
    private static readonly TimeSpan _spare = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    // Without the handlers of the service defaults, one of which asks here; who called is retried as a whole.
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = _patience };
    private readonly HashSet<string> _engines = [.. EnginesIn(configuration)];
    private readonly Lock _asking = new();
    private Task<ServiceToken>? _current;

    /// <summary>Whether an address, as service discovery found it, is the Workflow Engine's.</summary>
    public bool IsFor(Uri? uri) => uri is { IsAbsoluteUri: true } && _engines.Contains(uri.GetLeftPart(UriPartial.Authority).ToUpperInvariant());

    /// <param name="engine">Any address of the engine that is called.</param>
    /// <param name="refused">One that the engine has refused; another is got in its place.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="HttpRequestException">The engine does not answer.</exception>
    public Task<ServiceToken> GetAsync(Uri engine, ServiceToken? refused, CancellationToken cancellationToken)
    {
        lock (_asking)
        {
            if (_current is null || (_current.IsCompleted && !IsGood(_current, refused)))
                _current = AskAsync(new Uri(engine, "/api/v1/tokens"));
            return _current.WaitAsync(cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();

    private bool IsGood(Task<ServiceToken> got, ServiceToken? refused) =>
        got is { IsCompletedSuccessfully: true, Result: { Text: not null } token } && token != refused && time.GetUtcNow() < token.RenewAt;

    private async Task<ServiceToken> AskAsync(Uri address)
    {
        using var answer = await _http.PostAsJsonAsync(address, new { grant = "service", service, key, audience = Engine });
        if (answer.StatusCode is not HttpStatusCode.OK)
            return new(Text: null, RenewAt: default, answer.StatusCode);
        var token = await answer.Content.ReadFromJsonAsync<TokenDocument>() ?? throw new HttpRequestException("The Workflow Engine answered without a token.");
        return new(token.Token, time.GetUtcNow() + TimeSpan.FromSeconds(token.ExpiresIn) - _spare, HttpStatusCode.OK);
    }

    private static IEnumerable<string> EnginesIn(IConfiguration configuration) =>
        from endpoint in configuration.GetSection($"services:{Engine}").GetChildren()
        from address in endpoint.GetChildren()
        where Uri.TryCreate(address.Value, UriKind.Absolute, out _)
        select new Uri(address.Value!).GetLeftPart(UriPartial.Authority).ToUpperInvariant();

    private sealed record TokenDocument(string Token, int ExpiresIn);
}
