using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DevFlow.ServiceDefaults;

/// <summary>Degraded while the hosted API does not answer: what runs here goes on, and says what it lacks.</summary>
internal sealed class HostedApiHealthCheck(Uri address) : IHealthCheck
{
    // A client of its own, without the retries of the service defaults: a probe asks once, and answers before the one who
    // probes gives up. It carries no key.
    private static readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_limit);
        try
        {
            using var response = await _http.GetAsync(new Uri(address, "/alive"), HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return response.IsSuccessStatusCode
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded($"the hosted API at {address.Authority} answered {(int)response.StatusCode}: is DEVFLOW_API_URL right?");
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return HealthCheckResult.Degraded($"the hosted API at {address.Authority} does not answer: is DEVFLOW_API_URL right, and is there a way out to it?");
        }
    }
}
