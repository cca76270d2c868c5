using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.ServiceDefaults;
using DevFlow.WorkflowEngine.Alerts;

namespace DevFlow.WorkflowEngine.Integrations;

/// <summary>Accounts that people have elsewhere. In hybrid mode they are the host's.</summary>
internal static class IntegrationServices
{
    public static void AddIntegrations(this IHostApplicationBuilder builder)
    {
        if (builder.GetDevFlowMode() is DevFlowMode.Hybrid)
            return;
        // It says each address with its query, in which a provider sends us a code.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        var options = new IntegrationOptions();
        builder.Configuration.GetSection(IntegrationOptions.Section).Bind(options);
        builder.Services.AddSingleton(options).AddSingleton<Providers>().AddSingleton<OAuthAttempts>().AddSingleton<OAuthJourney>().AddSingleton<OAuthArrival>().AddSingleton<Disconnection>();
        builder.Services.AddSingleton<UsedCodes>().AddSingleton<ProviderExchange>().AddSingleton<ProviderAccounts>();
        builder.Services.AddSingleton(services => new ProviderRefresh(
            services.GetRequiredService<VaultDatabase>(), services.GetRequiredService<UserSecrets>(), services.GetRequiredService<ProviderExchange>(), services.GetRequiredService<TimeProvider>())
        {
            Scrubber = services.GetRequiredService<SecretScrubber>(),
            Alerted = services.GetRequiredService<AlertQueue>().Tell,
        });
        builder.Services.AddSingleton(services => new ProviderDisconnect(
            services.GetRequiredService<VaultDatabase>(), services.GetRequiredService<UserSecrets>(), services.GetRequiredService<ProviderExchange>(),
            services.GetRequiredService<AccessChanges>(), services.GetRequiredService<TimeProvider>())
        {
            Scrubber = services.GetRequiredService<SecretScrubber>(),
        });
        builder.Services.AddHostedService<IntegrationRefreshService>();
    }

    public static void MapIntegrations(this IEndpointRouteBuilder app)
    {
        if (app.ServiceProvider.GetService<ProviderAccounts>() is null)
            return;
        app.MapSignIn();
        app.MapMyIntegrations();
        app.MapUserAccounts();
    }
}
