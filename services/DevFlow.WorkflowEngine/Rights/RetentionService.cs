using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Database;

namespace DevFlow.WorkflowEngine.Rights;

/// <summary>
/// Once a day, clears away what is older than VAULT_RETENTION_DAYS: versions that were replaced, and what is left of deleted secrets; and alerts, used
/// codes, and sessions and keys that have ended, each after its time.
/// </summary>
internal sealed partial class RetentionService(
    Retention retention, DevFlowSettings settings, DatabaseSetupProgress progress, TimeProvider time, ILogger<RetentionService> logger) : BackgroundService
{
    public const string Setting = "VAULT_RETENTION_DAYS";

    private static readonly TimeSpan _every = TimeSpan.FromDays(1);
    private static readonly TimeSpan _again = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var done = progress.BlockedBy is null && await ClearAsync(stoppingToken);
            await Task.Delay(done ? _every : _again, time, stoppingToken);
        }
    }

    private async Task<bool> ClearAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (versions, secrets) = await retention.ClearAsync(time.GetUtcNow() - TimeSpan.FromDays(settings.GetInt(Setting)), cancellationToken);
            if (versions + secrets > 0)
                LogCleared(versions, secrets);
            if (await retention.ClearEndedAsync(time.GetUtcNow(), cancellationToken) is > 0 and var ended)
                LogEnded(ended);
            return true;
        }
        catch (Exception fault) when (fault is VaultException or SettingException or DatabaseSetupException or Npgsql.NpgsqlException)
        {
            LogLater(fault.Message);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "cleared away: {Versions} old versions of secrets, and {Secrets} secrets that were deleted")]
    private partial void LogCleared(long versions, long secrets);

    [LoggerMessage(Level = LogLevel.Information, Message = "cleared away: {Count} old alerts, used codes of sign-in, and sessions and keys that ended")]
    private partial void LogEnded(long count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "old versions of secrets are not cleared away yet: {Reason}")]
    private partial void LogLater(string reason);
}
