using DevFlow.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace DevFlow.Hosting.Local;

/// <summary>Healthy when a connection can be opened and answers a query.</summary>
internal sealed class PostgresHealthCheck(IResourceWithConnectionString resource) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var text = await resource.GetConnectionStringAsync(cancellationToken);
            // A pooled connection would keep a killed server's socket and say nothing of the new one.
            await using var connection = new NpgsqlConnection($"{text};Pooling=false;Timeout=5;Command Timeout=5");
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand("SELECT 1", connection);
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException fault)
        {
            return HealthCheckResult.Unhealthy(fault.InnerException?.Message ?? fault.Message);
        }
    }
}
