using DevFlow.Secrets;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DevFlow.ServiceDefaults.Tests.Support;

/// <summary>A check that needs a secret, as that of a database does.</summary>
internal sealed class AskingHealthCheck(ISecretResolver secrets) : IHealthCheck
{
    public const string Key = "KEY_OF_THE_PROBE";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await secrets.TryGetAsync(Key, cancellationToken: cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
