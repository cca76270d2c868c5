using DevFlow.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Polly;

namespace DevFlow.ServiceDefaults;

/// <summary>What every DevFlow service has in common.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Gives a service its logging, telemetry, health checks, discovery, resilience, loopback guard and secrets.</summary>
    /// <param name="builder">The service's builder.</param>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        var options = new SecretsWorkspaceOptions
        {
            Root = builder.Configuration[DevFlowSettingKeys.Root],
            EnvironmentName = builder.Environment.EnvironmentName,
            ConnectionString = builder.Configuration.GetConnectionString,
        };

        // Opened here for the settings that say how to log; the services get one that logs.
        var workspace = SecretsWorkspace.Open(options);
        builder.SetDevFlowMode(workspace.Mode);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHttpContextAccessor();
        var scrubber = ScrubberOf(builder);
        builder.Services.AddSingleton(services => SecretsWorkspace.Open(options with
        {
            Caching = SecretCaching.InMemory,
            AuditAs = builder.ServiceName(),
            User = builder.SecretUser(services),
            Scrubber = scrubber,
            LoggerFactory = services.GetRequiredService<ILoggerFactory>(),
            TimeProvider = services.GetRequiredService<TimeProvider>(),
        }));
        builder.Services.AddSingleton(services => services.GetRequiredService<SecretsWorkspace>().Settings);
        builder.Services.AddSingleton(services => services.GetRequiredService<SecretsWorkspace>().Resolver);
        builder.Services.AddHostedService<SecretsPreload>();

        builder.AddDefaultLogging(workspace);
        builder.AddDefaultTelemetry(workspace.Settings);
        builder.AddSecretScrubbing(scrubber);
        builder.AddDefaultHealthChecks();
        builder.AddLoopbackGuard();
        builder.Services.AddServiceDiscovery();
        // Neighbours are near: a retry after two seconds, the library's default, would keep a person waiting for a quarter of a minute.
        builder.Services.ConfigureHttpClientDefaults(http => http.AddServiceDiscovery()
            .AddStandardResilienceHandler(resilience =>
            {
                resilience.Retry.Delay = TimeSpan.FromMilliseconds(200);
                var isTransient = resilience.Retry.ShouldHandle;
                resilience.Retry.ShouldHandle = tried =>
                    tried.Context.GetRequestMessage() is { } request && request.Options.TryGetValue(SentOnce.Key, out var isOnce) && isOnce ? new(false) : isTransient(tried);
            }));
        builder.AddHostedApi(workspace);
        builder.AddServiceTokens();
        builder.AddWorkflowEngine(workspace.Mode);
        return builder;
    }

    // One that the service has set up already, so that what is resolved is masked there; it learns the passwords of what was assigned.
    private static SecretScrubber ScrubberOf(IHostApplicationBuilder builder)
    {
        var scrubber = builder.Services.Select(service => service.ImplementationInstance).OfType<SecretScrubber>().FirstOrDefault() ?? new();
        foreach (var connection in builder.Configuration.GetSection("ConnectionStrings").GetChildren())
        {
            scrubber.RegisterPasswordOf(connection.Value ?? "");
            if (connection.Key.StartsWith(ServiceTokens.KeyConnection, StringComparison.OrdinalIgnoreCase) && connection.Value is { } key)
                scrubber.Register(key);
        }

        return scrubber;
    }

    /// <summary>Maps <c>/health</c> (every check) and <c>/alive</c> (the process answers).</summary>
    /// <param name="app">The service.</param>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealthChecks("/health", new() { ResponseWriter = HealthReportWriter.WriteAsync }).AllowAnonymous();
        app.MapHealthChecks("/alive", new() { Predicate = check => check.Tags.Contains(HealthDefaults.LiveTag), ResponseWriter = HealthReportWriter.WriteAsync }).AllowAnonymous();
        return app;
    }
}
