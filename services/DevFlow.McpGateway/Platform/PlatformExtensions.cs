using DevFlow.Secrets;
using DevFlow.ServiceDefaults;

namespace DevFlow.McpGateway.Platform;

/// <summary>The other parts of the platform, which do what is asked of this one.</summary>
internal static class PlatformExtensions
{
    private const int MostBytes = 8 * 1024 * 1024;
    private const int DefaultTimeoutSeconds = 20;

    public static void AddPlatform(this IHostApplicationBuilder builder)
    {
        var mode = builder.GetDevFlowMode();
        var timeout = TimeSpan.FromSeconds(builder.Configuration.GetValue("Platform:TimeoutSeconds", DefaultTimeoutSeconds));
        foreach (var part in (PlatformPart[])[PlatformPart.Engine, PlatformPart.KnowledgeHub])
            builder.Services.AddHttpClient(part.Client, http => Configure(http, new($"https+http://{part.Name}"), timeout));
        // Whose the tokens are is known where people are: in hybrid and saas mode to the hosted engine.
        builder.Services.AddHttpClient<CallerTokens>((services, http) =>
            Configure(http, HostedApi.AddressOf(mode, services.GetRequiredService<DevFlowSettings>()) ?? new($"https+http://{PlatformPart.Engine.Name}"), timeout));
        builder.Services.AddTransient<PlatformClient>();
    }

    // All tries of a call together: an agent waits for no longer.
    private static void Configure(HttpClient http, Uri address, TimeSpan timeout)
    {
        http.BaseAddress = address;
        http.Timeout = timeout;
        http.MaxResponseContentBufferSize = MostBytes;
    }
}
