using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.ServiceDefaults;
using DevFlow.WorkflowEngine.Database;

namespace DevFlow.WorkflowEngine.Rights;

/// <summary>
/// Once a day, clears away what is older than VAULT_RETENTION_DAYS: versions that were replaced, and what is left of deleted secrets; and alerts, used
/// codes, sessions and keys that have ended, links that were shared, and events of webhooks, each after its time.
/// </summary>
internal sealed partial class RetentionService(
    Retention retention, WorkflowEvents events, ShareLinks shares, DevFlowSettings settings, DatabaseSetupProgress progress, TimeProvider time, ILogger<RetentionService> logger) : EnduringService(time)
{
    public const string Setting = "VAULT_RETENTION_DAYS";

    private static readonly TimeSpan _every = TimeSpan.FromDays(1);

    protected override TimeSpan LongestPause => TimeSpan.FromMinutes(5);

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        await progress.DoneAsync(stoppingToken);
        while (true)
        {
            // First: it needs no setting, which may be malformed.
            if (await retention.ClearEndedAsync(Time.GetUtcNow(), stoppingToken) is > 0 and var ended)
                LogEnded(ended);
            if (await events.ForgetAsync(stoppingToken) is > 0 and var forgotten)
                LogForgotten(forgotten);
            if (await shares.ClearAsync(stoppingToken) is > 0 and var links)
                LogLinks(links);
            var (versions, secrets) = await retention.ClearAsync(Time.GetUtcNow() - TimeSpan.FromDays(settings.GetInt(Setting)), stoppingToken);
            if (versions + secrets > 0)
                LogCleared(versions, secrets);
            Succeeded();
            await Task.Delay(_every, Time, stoppingToken);
        }
    }

    protected override void Failed(string reason) => LogLater(reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "cleared away: {Versions} old versions of secrets, and {Secrets} secrets that were deleted")]
    private partial void LogCleared(long versions, long secrets);

    [LoggerMessage(Level = LogLevel.Information, Message = "cleared away: {Count} old alerts, used codes of sign-in, and sessions and keys that ended")]
    private partial void LogEnded(long count);

    [LoggerMessage(Level = LogLevel.Information, Message = "cleared away: {Count} old events of webhooks, and what was remembered of their deliveries")]
    private partial void LogForgotten(int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "cleared away: {Count} links that were shared and ended long ago")]
    private partial void LogLinks(long count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "old versions of secrets are not cleared away yet: {Reason}")]
    private partial void LogLater(string reason);
}
