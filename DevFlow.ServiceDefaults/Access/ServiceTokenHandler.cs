using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace DevFlow.ServiceDefaults;

/// <summary>Calls the Workflow Engine, and nobody else, with the token of this service.</summary>
internal sealed class ServiceTokenHandler(ServiceTokens tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Authorization is not null || !tokens.IsFor(request.RequestUri))
            return await base.SendAsync(request, cancellationToken);

        var token = await tokens.GetAsync(request.RequestUri!, refused: null, cancellationToken);
        var answer = await SendAsync(request, token, cancellationToken);
        // Its secret may have changed since; what can be said only once is not said again.
        if (answer.StatusCode is not HttpStatusCode.Unauthorized || token.Text is null || !CanBeRepeated(request.Content))
            return answer;
        answer.Dispose();
        return await SendAsync(request, await tokens.GetAsync(request.RequestUri!, token, cancellationToken), cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, ServiceToken token, CancellationToken cancellationToken)
    {
        // Without a token the engine's answer to the question for one is the answer.
        if (token.Text is null)
            return new(token.Status) { RequestMessage = request };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Text);
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            // The request may be retried by who sent it, then with the token of that moment.
            request.Headers.Authorization = null;
        }
    }

    private static bool CanBeRepeated(HttpContent? content) => content is null or ByteArrayContent or JsonContent;
}
