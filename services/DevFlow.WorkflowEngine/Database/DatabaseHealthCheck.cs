using DevFlow.ServiceDefaults;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DevFlow.WorkflowEngine.Database;

internal sealed class DatabaseHealthCheck(PlatformDatabase database, DatabaseSetupProgress progress) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (progress.BlockedBy is { } reason)
            return HealthCheckResult.Unhealthy($"the database is not ready: {reason}");
        try
        {
            var source = await database.SourceAsync(cancellationToken);
            await using var command = source.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
#pragma warning disable CA1031 // Whatever it is, it is what is wrong with the database.
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return HealthCheckResult.Unhealthy($"the database does not answer: {FaultText.Of(fault)}");
        }
    }
}
