using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.ServiceDefaults;
using DevFlow.WorkflowEngine.Alerts;
using DevFlow.WorkflowEngine.Integrations;

namespace DevFlow.WorkflowEngine.Incidents;

/// <summary>Answers breaches. In hybrid mode that is the host's.</summary>
internal static class IncidentServices
{
    public static void AddIncidents(this IHostApplicationBuilder builder)
    {
        if (builder.GetDevFlowMode() is DevFlowMode.Hybrid)
            return;
        var options = new IncidentOptions();
        builder.Configuration.GetSection(IncidentOptions.Section).Bind(options);
        var services = builder.Services;
        services.AddSingleton<IncidentNotices>();
        // A receiver has what it is told of and can look later: it answers at once, or is told again.
        services.AddHttpClient<WebhookNotice>(client => client.Timeout = TimeSpan.FromSeconds(10)).RemoveAllLoggers().ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
        services.AddSingleton(provider => new IncidentActions(
            provider.GetRequiredService<VaultDatabase>(),
            provider.GetRequiredService<SecretsWorkspace>(),
            provider.GetRequiredService<RotationCatalog>(),
            provider.GetRequiredService<RotationPreviews>())
        {
            Notices = provider.GetRequiredService<IncidentNotices>().List,
        });
        services.AddSingleton<IncidentPlanner>().AddSingleton<IncidentStore>();
        services.AddSingleton<MailNotice>();
        services.AddSingleton(provider => new IncidentRunner(
            provider.GetRequiredService<VaultDatabase>(),
            [
                .. IncidentRunner.Works(
                    provider.GetRequiredService<RotationRuns>(), provider.GetRequiredService<RotationRunner>(), provider.GetRequiredService<LeaseStore>(),
                    provider.GetRequiredService<ShareLinks>(), provider.GetRequiredService<RotationCatalog>(), options.Grace, options.Settling),
                provider.GetRequiredService<WebhookNotice>(), provider.GetRequiredService<MailNotice>(),
                .. provider.GetRequiredService<Providers>().All.Select(one => new DisconnectWork(one, provider.GetRequiredService<Providers>(), provider.GetRequiredService<ProviderDisconnect>())),
            ],
            provider.GetRequiredService<AccessChanges>(),
            provider.GetRequiredService<TimeProvider>())
        {
            Logger = provider.GetRequiredService<ILogger<IncidentRunner>>(),
            Alerted = provider.GetRequiredService<AlertQueue>().Tell,
        });
        services.AddSingleton<IHostedService>(provider => Beside(provider, runner => runner.NotifyAsync));
        services.AddSingleton<IHostedService>(provider => Beside(provider, runner => runner.DisconnectAsync));
        services.AddSingleton<IncidentService>().AddHostedService(provider => provider.GetRequiredService<IncidentService>());
    }

    private static IncidentBesideService Beside(IServiceProvider services, Func<IncidentRunner, Func<CancellationToken, Task<int>>> work) =>
        ActivatorUtilities.CreateInstance<IncidentBesideService>(services, work(services.GetRequiredService<IncidentRunner>()));
}
