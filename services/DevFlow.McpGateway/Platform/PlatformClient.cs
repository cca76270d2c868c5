using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using DevFlow.ServiceDefaults;

namespace DevFlow.McpGateway.Platform;

/// <summary>Asks the other parts of the platform in the name of whoever asks this one.</summary>
internal sealed class PlatformClient(IHttpClientFactory clients, CallerTokens tokens)
{
    /// <exception cref="PlatformException">It refuses, or does not answer as it should.</exception>
    public Task<T> GetAsync<T>(PlatformPart part, string path, CancellationToken cancellationToken) => SendAsync<T>(part, HttpMethod.Get, path, body: null, isOnce: false, cancellationToken);

    /// <exception cref="PlatformException">It refuses, or does not answer as it should.</exception>
    public Task<T> PostAsync<T>(PlatformPart part, string path, JsonObject body, CancellationToken cancellationToken) =>
        SendAsync<T>(part, HttpMethod.Post, path, body, isOnce: false, cancellationToken);

    /// <summary>Asks for what must not be done twice: it is not tried again when no answer comes.</summary>
    /// <exception cref="PlatformException">It refuses, or does not answer as it should.</exception>
    public Task<T> PostOnceAsync<T>(PlatformPart part, string path, JsonObject body, CancellationToken cancellationToken) =>
        SendAsync<T>(part, HttpMethod.Post, path, body, isOnce: true, cancellationToken);

    private async Task<T> SendAsync<T>(PlatformPart part, HttpMethod method, string path, JsonObject? body, bool isOnce, CancellationToken cancellationToken)
    {
        // Set before the request is on its way: one without it would be sent with this service's own token.
        AuthenticationHeaderValue caller = await tokens.ForAsync(part, cancellationToken);
        using var http = clients.CreateClient(part.Client);
        return await Answers.ReadAsync<T>(
            part,
            async cancel =>
            {
                using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Headers = { Authorization = caller } };
                request.Options.Set(SentOnce.Key, isOnce);
                if (body is not null)
                    request.Content = JsonContent.Create(body);
                return await http.SendAsync(request, cancel);
            },
            cancellationToken);
    }
}
