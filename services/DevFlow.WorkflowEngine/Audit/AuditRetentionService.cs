using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.ServiceDefaults;
using DevFlow.WorkflowEngine.Database;

namespace DevFlow.WorkflowEngine.Audit;

/// <summary>Once a day, drops the months of the audit that are older than AUDIT_RETENTION_DAYS.</summary>
internal sealed partial class AuditRetentionService(
    AuditRetention retention, DevFlowSettings settings, DatabaseSetupProgress progress, TimeProvider time, ILogger<AuditRetentionService> logger) : EnduringService(time)
{
    public const string Setting = "AUDIT_RETENTION_DAYS";

    private static readonly TimeSpan _every = TimeSpan.FromDays(1);

    protected override TimeSpan LongestPause => TimeSpan.FromMinutes(5);

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        await progress.DoneAsync(stoppingToken);
        while (true)
        {
            await retention.DropAsync(Time.GetUtcNow(), settings.GetInt(Setting), stoppingToken);
            Succeeded();
            await Task.Delay(_every, Time, stoppingToken);
        }
    }

    protected override void Failed(string reason) => LogLater(reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old records of the audit are not dropped yet: {Reason}")]
    private partial void LogLater(string reason);
}
