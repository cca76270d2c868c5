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
            await using var connection = PostgresConnection.Of(await resource.GetConnectionStringAsync(cancellationToken) ?? "");
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand("SELECT 1", connection);
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception fault) when (fault is NpgsqlException or DistributedApplicationException)
        {
            return HealthCheckResult.Unhealthy(fault.InnerException?.Message ?? fault.Message);
        }
    }
}
