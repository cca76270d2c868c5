using DevFlow.ServiceDefaults;
using DevFlow.WorkflowEngine.Database;
using Quartz;

namespace DevFlow.WorkflowEngine.Rotation;

/// <summary>Takes part in the common schedule, once the database is set up.</summary>
internal sealed partial class ScheduleService(
    ISchedulerFactory schedulers, PlatformDatabase database, DatabaseSetupProgress progress, RotationSweepOptions options, TimeProvider time, ILogger<ScheduleService> logger) : EnduringService(time)
{
    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        await progress.DoneAsync(stoppingToken);
        await database.SourceAsync(stoppingToken);
        var scheduler = await schedulers.GetScheduler(stoppingToken);
        try
        {
            var sweep = JobBuilder.Create<RotationSweep>().WithIdentity("rotation-sweep").Build();
            // Of an engine that was away for hours one look is enough.
            var every = TriggerBuilder.Create().WithIdentity("rotation-sweep")
                .WithSchedule(SimpleScheduleBuilder.Create().WithInterval(options.Every).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithExistingCount))
                .Build();
            await scheduler.ScheduleJob(sweep, [every], new ScheduleJobOptions { Replace = true }, stoppingToken);
            await scheduler.Start(stoppingToken);
            Succeeded();
            await Task.Delay(Timeout.InfiniteTimeSpan, Time, stoppingToken);
        }
        finally
        {
            await scheduler.Shutdown(waitForJobsToComplete: false, CancellationToken.None);
        }
    }

    protected override void Failed(string reason) => LogWaits(reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "the schedule of rotations waits: {Reason}")]
    private partial void LogWaits(string reason);
}
