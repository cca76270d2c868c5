using DevFlow.Secrets.Vault;
using DevFlow.ServiceDefaults;
using DevFlow.WorkflowEngine.Database;

namespace DevFlow.WorkflowEngine.Incidents;

/// <summary>Tells of breaches, beside <see cref="IncidentService"/>: who does not answer holds up nothing that is done about them.</summary>
internal sealed partial class IncidentNoticeService(IncidentRunner runner, DatabaseSetupProgress progress, TimeProvider time, ILogger<IncidentNoticeService> logger) : EnduringService(time)
{
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(1);

    protected override TimeSpan LongestPause => TimeSpan.FromSeconds(10);

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        await progress.DoneAsync(stoppingToken);
        while (true)
        {
            await runner.NotifyAsync(stoppingToken);
            Succeeded();
            await Task.Delay(_look, Time, stoppingToken);
        }
    }

    protected override void Failed(string reason) => LogWaits(reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "what is to be told of breaches waits: {Reason}")]
    private partial void LogWaits(string reason);
}
