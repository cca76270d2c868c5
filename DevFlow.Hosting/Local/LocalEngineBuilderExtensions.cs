using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Dashboard;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DevFlow.Hosting.Local;

/// <summary>What the local engine offers beyond Aspire's model. Used in the one file of an app host that belongs to this engine.</summary>
public static class LocalEngineBuilderExtensions
{
    private const string DataDirectoryKey = "LocalEngine:DataDirectory";

    // The key by which Aspire's testing builder asks for the same; one key serves an app host on either engine.
    private const string RandomizePortsKey = "DcpPublisher:RandomizePorts";

    /// <summary>Chooses where data, generated parameters and logs are kept. Default: <c>.devflow</c> in the app host's folder.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="path">The folder; made when missing.</param>
    public static IDistributedApplicationBuilder UseDataDirectory(this IDistributedApplicationBuilder builder, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Configuration[DataDirectoryKey] = Path.GetFullPath(path, builder.AppHostDirectory);
        return builder;
    }

    /// <summary>Registers what takes the place of a container (or prepares a resource) of a type.</summary>
    /// <typeparam name="TResource">The resource's type; its subtypes are served too.</typeparam>
    /// <typeparam name="TStandIn">The stand-in.</typeparam>
    /// <param name="builder">The application.</param>
    public static IDistributedApplicationBuilder AddStandIn<TResource, TStandIn>(this IDistributedApplicationBuilder builder)
        where TResource : IResource
        where TStandIn : class, ILocalStandIn
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<TStandIn>();
        builder.Services.AddSingleton(services => new StandInRegistration(typeof(TResource), services.GetRequiredService<TStandIn>()));
        return builder;
    }

    /// <summary>Runs PostgreSQL resources as real servers, from the binaries on this machine.</summary>
    /// <param name="builder">The application.</param>
    public static IDistributedApplicationBuilder AddPostgresStandIn(this IDistributedApplicationBuilder builder) => builder
        .AddStandIn<PostgresServerResource, PostgresServerStandIn>()
        .AddStandIn<PostgresDatabaseResource, PostgresDatabaseStandIn>();

    /// <summary>Runs Qdrant resources from the program <c>qdrant</c>, or, where there is none, from an emulator.</summary>
    /// <typeparam name="TEmulator">The emulator's project. It takes Qdrant's own settings (<c>QDRANT__SERVICE__HTTP_PORT</c> and so on).</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="binary">The program. Default: the one on PATH, if any.</param>
    public static IDistributedApplicationBuilder AddQdrantStandIn<TEmulator>(this IDistributedApplicationBuilder builder, string? binary = null)
        where TEmulator : IProjectMetadata, new()
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Configuration[QdrantServerStandIn<TEmulator>.BinaryKey] = binary;
        return builder.AddStandIn<QdrantServerResource, QdrantServerStandIn<TEmulator>>();
    }

    /// <summary>
    /// Who uses the data folder now, and how to stop it; null when nobody does. The engine asks by itself when it starts; an app host that
    /// checks ports before that asks here first, since a running application has them.
    /// </summary>
    /// <param name="builder">The application.</param>
    public static string? RunningInstance(this IDistributedApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return InstanceLock.HeldBy(builder.DataDirectory());
    }

    internal static string DataDirectory(this IDistributedApplicationBuilder builder) =>
        builder.Configuration[DataDirectoryKey] ?? Path.Combine(builder.AppHostDirectory, ".devflow");

    internal static bool RandomizePorts(this IDistributedApplicationBuilder builder) =>
        bool.TryParse(builder.Configuration[RandomizePortsKey], out var randomize) && randomize;

    internal static LocalEngineOptions ReadOptions(this IDistributedApplicationBuilder builder, bool quiet) =>
        new LocalEngineSettings(builder.Configuration).Read(builder.DataDirectory(), builder.RandomizePorts(), quiet);

    internal static void AddLocalEngine(this IServiceCollection services, DistributedApplicationExecutionContext context, IResourceCollection resources)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddHealthChecks();
        services.AddSingleton(context);
        services.AddSingleton(new DistributedApplicationModel(resources));
        services.AddSingleton<ResourceNotificationService>();
        services.AddSingleton(provider => new ResourceLoggerService { Time = provider.GetRequiredService<TimeProvider>() });
        services.AddSingleton(provider => new ResourceCommandService(
            provider.GetRequiredService<ResourceNotificationService>(), provider.GetRequiredService<ResourceLoggerService>(), provider));
        services.AddSingleton<Notices>();
        services.AddSingleton<InstanceLock>();
        services.AddSingleton<ChildRecord>();
        services.AddSingleton<Leftovers>();
        services.AddSingleton<ExecutablePath>();
        services.AddSingleton<ProcessWatchdog>();
        services.AddSingleton<ChildProcesses>();
        services.AddSingleton<PersistentProcesses>();
        services.AddDashboardHost();
        services.AddSingleton<ResourceLauncher>();
        services.AddSingleton<ResourceHealth>();
        services.AddHostedService<ConsoleReporter>();
        services.AddHostedService<LogFiles>();
        services.AddHostedService<LocalEngine>();
        services.AddHostedService<ParentWatch>();
    }
}
