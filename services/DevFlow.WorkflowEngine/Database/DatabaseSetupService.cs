using DevFlow.Secrets;
using Npgsql;
using Polly;

namespace DevFlow.WorkflowEngine.Database;

/// <summary>Sets the database up while the service already answers: until it is done, the health check says what stands in the way.</summary>
internal sealed partial class DatabaseSetupService(DatabaseSetup setup, DatabaseSetupProgress progress, TimeProvider time, ILogger<DatabaseSetupService> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var untilItWorks = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new()
            {
                ShouldHandle = new PredicateBuilder().Handle<NpgsqlException>().Handle<DatabaseSetupException>().Handle<VaultException>().Handle<SecretNotFoundException>().Handle<SecretAccessDeniedException>(),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(200),
                MaxDelay = TimeSpan.FromSeconds(5),
                UseJitter = true,
                OnRetry = attempt =>
                {
                    progress.Blocked(attempt.Outcome.Exception!.Message);
                    LogWaiting(attempt.Outcome.Exception!.Message);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
        await untilItWorks.ExecuteAsync(async token => await setup.RunAsync(token), stoppingToken);
        progress.Done();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "the database is not ready: {Reason}")]
    private partial void LogWaiting(string reason);
}
