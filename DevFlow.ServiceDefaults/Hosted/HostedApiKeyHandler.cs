using System.Net.Http.Headers;
using DevFlow.Secrets;

namespace DevFlow.ServiceDefaults;

/// <summary>
/// Shows DEVFLOW_API_KEY to the hosted API, and to nobody else. It goes as a bearer token: .NET takes that header off when an answer
/// redirects to another place.
/// </summary>
internal sealed class HostedApiKeyHandler(Uri address, ISecretResolver secrets) : DelegatingHandler
{
    private const string Key = "DEVFLOW_API_KEY";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Without a key the hosted API says what it thinks of that, and `devflow verify` has said it before.
        if (IsHosted(request.RequestUri) && request.Headers.Authorization is null
            && await secrets.TryGetAsync(Key, cancellationToken: cancellationToken) is { } key)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Reveal());
        }

        return await base.SendAsync(request, cancellationToken);
    }

    private bool IsHosted(Uri? uri) => uri is { IsAbsoluteUri: true }
        && Uri.Compare(uri, address, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
