using DevFlow.Secrets;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DevFlow.AppHost;

/// <summary>
/// Healthy when the server has what it needs to answer. <c>/health</c> says 200 throughout, so the states inside are read; the token
/// goes with the question, since the first good token is what a server that has just started waits for.
/// </summary>
internal sealed class OnePasswordConnectHealthCheck(OnePasswordConnectResource connect) : IHealthCheck, IDisposable
{
    private ConnectClient? _client;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!connect.HttpEndpoint.IsAllocated)
            return HealthCheckResult.Unhealthy("the server has no address yet");
        var token = await connect.Token.GetValueAsync(cancellationToken);
        _client ??= new ConnectClient(new() { Endpoints = [new Uri(connect.HttpEndpoint.Url)], Token = () => token, Retries = 0 });
        var health = (await _client.HealthAsync(cancellationToken))[0];
        return health.Ready ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(health.Detail);
    }

    public void Dispose() => _client?.Dispose();
}
