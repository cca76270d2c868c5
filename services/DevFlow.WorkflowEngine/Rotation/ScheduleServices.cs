using DevFlow.WorkflowEngine.Database;
using Quartz;

namespace DevFlow.WorkflowEngine.Rotation;

/// <summary>The schedule that all engines of a database have in common.</summary>
internal static class ScheduleServices
{
    public static void AddSchedule(this IHostApplicationBuilder builder)
    {
        var options = new RotationSweepOptions();
        builder.Configuration.GetSection(RotationSweepOptions.Section).Bind(options);
        builder.Services.AddSingleton(options);
        // At each start it tells in a dozen lines how it is put together.
        builder.Logging.AddFilter("Quartz", LogLevel.Warning);
        builder.Services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "devflow";
                scheduler.GenerateInstanceId = true;
                scheduler.IdleWaitTime = options.Every < TimeSpan.FromSeconds(30) ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(30);
            });
            quartz.UseDefaultThreadPool(1);
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(source => source.ConnectionString = "Host=localhost");
                store.UseConnectionProvider(services => new SchedulerConnections(services.GetRequiredService<PlatformDatabase>()));
                store.ConfigureStore(of => of.TablePrefix = "scheduler.");
                store.UseSystemTextJsonSerializer();
                store.UseClustering(cluster =>
                {
                    cluster.CheckinInterval = options.CheckIn;
                    cluster.CheckinMisfireThreshold = options.CheckIn * 2;
                });
            });
        });
        builder.Services.AddHostedService<ScheduleService>();
    }
}
