using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DevFlow.WorkflowEngine.Vault;

internal sealed class VaultHealthCheck(VaultKeys keys) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(keys switch
    {
        { Problem: null } => HealthCheckResult.Healthy(),
        // It works with the keys of before; after a restart it would not.
        { AreAtHand: true } => HealthCheckResult.Degraded($"the vault still works with the keys it has, and would not after a restart: {keys.Problem}"),
        _ => HealthCheckResult.Unhealthy($"the vault is closed: {keys.Problem}"),
    });
}
