using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using DevFlow.Secrets;
using DevFlow.WorkflowEngine.Access;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace DevFlow.WorkflowEngine.Hosted;

/// <summary>
/// In hybrid mode people are known to the hosted engine alone: it is asked who shows a credential. Nothing is remembered, so that what is revoked there
/// is refused here at once.
/// </summary>
internal sealed class HostedPeople(HttpClient http)
{
    /// <returns>Null when it does not count there.</returns>
    /// <exception cref="VaultException">The hosted engine does not answer as it should.</exception>
    public async Task<Caller?> FindAsync(string credential, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("api/v1/me", UriKind.Relative));
            // What comes from a stranger is checked by the header's own rules before it is sent.
            if (!AuthenticationHeaderValue.TryParse($"Bearer {credential}", out var authorization))
                return null;
            request.Headers.Authorization = authorization;
            using var answer = await http.SendAsync(request, cancellationToken);
            if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                return null;
            answer.EnsureSuccessStatusCode();
            return await answer.Content.ReadFromJsonAsync<Caller>(cancellationToken) ?? throw new JsonException();
        }
        catch (Exception fault) when (fault is HttpRequestException or TimeoutRejectedException or BrokenCircuitException or JsonException)
        {
            throw new VaultException(
                VaultError.Unavailable, $"Who you are cannot be told: the hosted engine at {http.BaseAddress?.Authority} does not answer ({fault.GetType().Name}). Try again.", fault);
        }
    }
}
