using DevFlow.Secrets.Vault;
using DevFlow.ServiceDefaults;

namespace DevFlow.WorkflowEngine.Alerts;

/// <summary>Writes alerts into the database; while that does not succeed they wait.</summary>
internal sealed partial class AlertWriter(AlertQueue queue, AlertStore alerts, TimeProvider time, ILogger<AlertWriter> logger) : EnduringService(time)
{
    private Alert? _unwritten;

    protected override TimeSpan LongestPause => FirstPause;

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            _unwritten ??= await queue.Waiting.ReadAsync(stoppingToken);
            await alerts.AddAsync(_unwritten, stoppingToken);
            _unwritten = null;
        }
    }

    // The alert is in the log already, and /health says what is wrong with the database.
    protected override void Failed(string reason) => LogWaits(reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "an alert is not written into the database yet: {Reason}")]
    private partial void LogWaits(string reason);
}
