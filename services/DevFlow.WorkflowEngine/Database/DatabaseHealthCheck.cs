using DevFlow.Secrets;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

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
        catch (Exception fault) when (fault is NpgsqlException or DatabaseSetupException or SecretNotFoundException)
        {
            return HealthCheckResult.Unhealthy($"the database does not answer: {fault.InnerException?.Message ?? fault.Message}");
        }
    }
}
