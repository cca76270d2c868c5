using System.Net;
using System.Text.Json;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace DevFlow.McpGateway.Secrets;

/// <summary>Asks the Workflow Engine, which alone sees the platform's secrets as a whole.</summary>
internal sealed class WorkflowEngineClient(HttpClient http)
{
    public Task<JsonElement> ListSecretsAsync(CancellationToken cancellationToken) => GetAsync("api/v1/secrets", cancellationToken);

    public Task<JsonElement> ExplainSecretAsync(string key, CancellationToken cancellationToken) =>
        GetAsync($"api/v1/secrets/{Uri.EscapeDataString(key)}", cancellationToken);

    /// <exception cref="WorkflowEngineException">It does not answer, or does not know the key; the message is for the person asking.</exception>
    private async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotFound)
                throw new WorkflowEngineException(await response.Content.ReadFromJsonAsync<string>(cancellationToken) ?? "not found");
            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                throw new WorkflowEngineException($"The Workflow Engine at {http.BaseAddress} does not let this service in ({(int)response.StatusCode}). Were both started by the same app host? Of a hosted one, is DEVFLOW_API_KEY right?");
            response.EnsureSuccessStatusCode();
            return await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        }
        catch (Exception fault) when (fault is HttpRequestException or TimeoutRejectedException or BrokenCircuitException or JsonException)
        {
            throw new WorkflowEngineException($"The Workflow Engine at {http.BaseAddress} does not answer as it should ({fault.GetType().Name}). Is it running? Its /health says what it lacks.", fault);
        }
    }
}
