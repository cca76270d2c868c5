using DevFlow.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DevFlow.Hosting.Local;

/// <summary>Healthy when a GET answers with the expected status code.</summary>
internal sealed class HttpHealthCheck(EndpointReference endpoint, string path, int statusCode) : IHealthCheck
{
    // Loopback answers at once or not at all; a hanging service is found out within one interval.
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };

    public string Path => path;

    public int StatusCode => statusCode;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!endpoint.IsAllocated)
            return HealthCheckResult.Unhealthy($"the endpoint '{endpoint.EndpointName}' has no address yet");

        var url = new Uri(new Uri(endpoint.Url), path);
        try
        {
            using var response = await Client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return (int)response.StatusCode == statusCode
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"{url} answered {(int)response.StatusCode}, expected {statusCode}");
        }
        catch (HttpRequestException fault)
        {
            return HealthCheckResult.Unhealthy($"{url} does not answer: {fault.HttpRequestError}");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"{url} did not answer within {Client.Timeout.TotalSeconds} s");
        }
    }
}
