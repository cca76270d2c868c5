using DevFlow.Secrets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DevFlow.ServiceDefaults;

/// <summary>In hybrid and saas mode a part of the platform is hosted: calls to it carry its key, and health says whether it answers.</summary>
internal static class HostedApiDefaults
{
    public static void AddHostedApi(this IHostApplicationBuilder builder, SecretsWorkspace workspace)
    {
        if (HostedApi.AddressOf(workspace.Mode, workspace.Settings) is not { } address)
            return;
        builder.Services.AddTransient(services => new HostedApiKeyHandler(address, services.GetRequiredService<ISecretResolver>()));
        // Added after service discovery and resilience, so that it sees the address that was found, at each attempt.
        builder.Services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler<HostedApiKeyHandler>());
        builder.Services.AddSingleton(services => new HostedApiHealthCheck(address));
        builder.Services.AddHealthChecks().AddCheck<HostedApiHealthCheck>("hosted-api");
    }
}
