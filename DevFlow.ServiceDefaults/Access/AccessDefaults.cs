using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DevFlow.ServiceDefaults;

/// <summary>Calls to the Workflow Engine say which service they come from, where the app host gave this one a credential.</summary>
internal static class AccessDefaults
{
    public static void AddServiceTokens(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration.GetConnectionString(ServiceTokens.KeyConnection) is not { Length: > 0 } key)
            return;
        builder.Services.AddSingleton(services => new ServiceTokens(builder.ServiceName(), key, builder.Configuration, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddTransient<ServiceTokenHandler>();
        // As with the hosted API's key: added late, so that it sees the address that was found, at each attempt.
        builder.Services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler<ServiceTokenHandler>());
    }

    /// <summary>What the app host calls this service.</summary>
    public static string ServiceName(this IHostApplicationBuilder builder) => builder.Configuration["OTEL_SERVICE_NAME"] ?? builder.Environment.ApplicationName;
}
