using DevFlow.ServiceDefaults;

namespace DevFlow.WorkflowEngine.Database;

/// <summary>Sets the database up while the service already answers: until it is done, the health check says what stands in the way.</summary>
internal sealed partial class DatabaseSetupService(DatabaseSetup setup, DatabaseSetupProgress progress, TimeProvider time, ILogger<DatabaseSetupService> logger)
    : EnduringService(time)
{
    protected override TimeSpan FirstPause => TimeSpan.FromMilliseconds(200);

    protected override TimeSpan LongestPause => TimeSpan.FromSeconds(5);

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        await setup.RunAsync(stoppingToken);
        progress.Done();
    }

    protected override void Failed(string reason)
    {
        progress.Blocked(reason);
        LogWaiting(reason);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "the database is not ready: {Reason}")]
    private partial void LogWaiting(string reason);
}
