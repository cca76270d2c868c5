using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace DevFlow.McpGateway.Platform;

/// <summary>Asks the other parts of the platform in the name of whoever asks this one.</summary>
internal sealed class PlatformClient(IHttpClientFactory clients, CallerTokens tokens)
{
    /// <exception cref="PlatformException">It refuses, or does not answer as it should.</exception>
    public Task<T> GetAsync<T>(PlatformPart part, string path, CancellationToken cancellationToken) => SendAsync<T>(part, HttpMethod.Get, path, body: null, cancellationToken);

    /// <exception cref="PlatformException">It refuses, or does not answer as it should.</exception>
    public Task<T> PostAsync<T>(PlatformPart part, string path, JsonObject body, CancellationToken cancellationToken) =>
        SendAsync<T>(part, HttpMethod.Post, path, body, cancellationToken);

    private async Task<T> SendAsync<T>(PlatformPart part, HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        // Set before the request is on its way: one without it would be sent with this service's own token.
        AuthenticationHeaderValue caller = await tokens.ForAsync(part, cancellationToken);
        using var http = clients.CreateClient(part.Client);
        return await Answers.ReadAsync<T>(
            part,
            async cancel =>
            {
                using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Headers = { Authorization = caller } };
                if (body is not null)
                    request.Content = JsonContent.Create(body);
                return await http.SendAsync(request, cancel);
            },
            cancellationToken);
    }
}
