using DevFlow.ServiceDefaults;
using DevFlow.WorkflowEngine.Database;

namespace DevFlow.WorkflowEngine.Incidents;

/// <summary>Tells of breaches, or asks providers to end what was granted, beside <see cref="IncidentService"/>: who does not answer holds up nothing else that is done about them.</summary>
internal sealed partial class IncidentBesideService(Func<CancellationToken, Task<int>> work, DatabaseSetupProgress progress, TimeProvider time, ILogger<IncidentBesideService> logger) : EnduringService(time)
{
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(1);

    protected override TimeSpan LongestPause => TimeSpan.FromSeconds(10);

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        await progress.DoneAsync(stoppingToken);
        while (true)
        {
            await work(stoppingToken);
            Succeeded();
            await Task.Delay(_look, Time, stoppingToken);
        }
    }

    protected override void Failed(string reason) => LogWaits(reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "what others are told or asked about breaches waits: {Reason}")]
    private partial void LogWaits(string reason);
}
