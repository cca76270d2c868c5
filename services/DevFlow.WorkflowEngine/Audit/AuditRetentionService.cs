using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Database;

namespace DevFlow.WorkflowEngine.Audit;

/// <summary>Once a day, drops the months of the audit that are older than AUDIT_RETENTION_DAYS.</summary>
internal sealed partial class AuditRetentionService(
    AuditRetention retention, DevFlowSettings settings, DatabaseSetupProgress progress, TimeProvider time, ILogger<AuditRetentionService> logger) : BackgroundService
{
    public const string Setting = "AUDIT_RETENTION_DAYS";

    private static readonly TimeSpan _every = TimeSpan.FromDays(1);
    private static readonly TimeSpan _again = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var done = progress.BlockedBy is null && await DropAsync(stoppingToken);
            await Task.Delay(done ? _every : _again, time, stoppingToken);
        }
    }

    private async Task<bool> DropAsync(CancellationToken cancellationToken)
    {
        try
        {
            var days = settings.GetInt(Setting);
            if (days < AuditRetention.LeastDays)
            {
                LogTooFew(Setting, days, AuditRetention.LeastDays);
                days = AuditRetention.LeastDays;
            }

            await retention.DropAsync(time.GetUtcNow(), days, cancellationToken);
            return true;
        }
#pragma warning disable CA1031 // A database that cannot be reached, for whatever reason, must not end the engine.
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogLater(fault.Message);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Setting} is {Days}; the audit is kept for {Least} days at least")]
    private partial void LogTooFew(string setting, int days, int least);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old records of the audit are not dropped yet: {Reason}")]
    private partial void LogLater(string reason);
}
