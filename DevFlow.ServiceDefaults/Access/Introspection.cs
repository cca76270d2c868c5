using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Caching.Memory;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace DevFlow.ServiceDefaults;

/// <summary>Asks the Workflow Engine whose a token is.</summary>
internal sealed class Introspection(string audience, IHttpClientFactory clients, TimeProvider time) : IDisposable
{
    public const string Client = "DevFlow.Introspection";

    private const int MostRemembered = 10_000;
    private static readonly TimeSpan _remembered = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MostRemembered });

    /// <summary>Whose it is; null when it does not count.</summary>
    /// <exception cref="HttpRequestException">That cannot be told now.</exception>
    public async Task<IntrospectedToken?> AskAsync(string token, CancellationToken cancellationToken)
    {
        // Not the token: a memory dump should hold as few of them as can be.
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        var now = time.GetUtcNow();
        if (_known.TryGetValue(hash, out Known? known) && now < known!.Until)
            return known.Token;

        var answer = await FetchAsync(token, cancellationToken);
        if (!answer.Active)
            return null;
        // What has no end may be revoked at any moment, and is asked for each time.
        if (answer.Exp is { } exp)
        {
            var until = Min(DateTimeOffset.FromUnixTimeSeconds(exp), now + _remembered);
            _known.Set(hash, new Known(answer, until), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = _remembered });
        }

        return answer;
    }

    public void Dispose() => _known.Dispose();

    private async Task<IntrospectedToken> FetchAsync(string token, CancellationToken cancellationToken)
    {
        try
        {
            using var http = clients.CreateClient(Client);
            using var response = await http.PostAsJsonAsync(new Uri("api/v1/tokens/introspect", UriKind.Relative), new { token, audience }, cancellationToken);
            response.EnsureSuccessStatusCode();
            return await response.Content.ReadFromJsonAsync<IntrospectedToken>(cancellationToken) ?? throw new JsonException();
        }
        catch (Exception fault) when (fault is TimeoutRejectedException or BrokenCircuitException or JsonException)
        {
            throw new HttpRequestException($"No answer that says whose the token is ({fault.GetType().Name}).", fault);
        }
    }

    private static DateTimeOffset Min(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private sealed record Known(IntrospectedToken Token, DateTimeOffset Until);
}
