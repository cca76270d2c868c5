using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DevFlow.Hosting.Local;

/// <summary>Healthy when a GET of an external service answers with the expected status code.</summary>
internal sealed class ExternalServiceHealthCheck(ExternalServiceResource service, string? path, int statusCode) : IHealthCheck
{
    // Out on the network an answer takes longer than on loopback.
    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(15) };

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // The address is not named: it may come from a secret parameter, and the resource shows it where it does not.
        try
        {
            var address = await service.AddressAsync(cancellationToken);
            if (address.Scheme is not ("http" or "https"))
                return HealthCheckResult.Unhealthy($"the scheme of its URL is '{address.Scheme}', and only http and https can be checked");
            using var response = await Client.GetAsync(path is null ? address : new(address, path), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return (int)response.StatusCode == statusCode
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"{path ?? "/"} answered {(int)response.StatusCode}, expected {statusCode}");
        }
        catch (DistributedApplicationException fault)
        {
            return HealthCheckResult.Unhealthy(fault.Message);
        }
        catch (HttpRequestException fault)
        {
            return HealthCheckResult.Unhealthy($"{path ?? "/"} does not answer: {fault.HttpRequestError}");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"{path ?? "/"} did not answer within {Client.Timeout.TotalSeconds} s");
        }
    }
}
