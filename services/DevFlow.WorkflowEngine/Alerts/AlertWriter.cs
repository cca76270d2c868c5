using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using Npgsql;

namespace DevFlow.WorkflowEngine.Alerts;

/// <summary>Writes alerts into the database; while it is away they wait.</summary>
internal sealed class AlertWriter(AlertQueue queue, AlertStore alerts, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var alert in queue.Waiting.ReadAllAsync(stoppingToken))
        {
            while (!await TryWriteAsync(alert, stoppingToken))
                await Task.Delay(_pause, time, stoppingToken);
        }
    }

    private async Task<bool> TryWriteAsync(Alert alert, CancellationToken cancellationToken)
    {
        try
        {
            await alerts.AddAsync(alert, cancellationToken);
            return true;
        }
        catch (Exception fault) when (fault is VaultException or NpgsqlException or SecretNotFoundException or SecretRefusedException or Database.DatabaseSetupException)
        {
            // The alert is in the log already, and /health says what is wrong with the database.
            return false;
        }
    }
}
