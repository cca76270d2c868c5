using DevFlow.Secrets;
using DevFlow.ServiceDefaults;

namespace DevFlow.McpGateway.Platform;

/// <summary>The other parts of the platform, which do what is asked of this one.</summary>
internal static class PlatformExtensions
{
    private const int MostBytes = 8 * 1024 * 1024;

    public static void AddPlatform(this IHostApplicationBuilder builder)
    {
        var mode = builder.GetDevFlowMode();
        foreach (var part in (PlatformPart[])[PlatformPart.Engine, PlatformPart.KnowledgeHub])
            builder.Services.AddHttpClient(part.Client, http => Configure(http, new($"https+http://{part.Name}")));
        // Whose the tokens are is known where people are: in hybrid and saas mode to the hosted engine.
        builder.Services.AddHttpClient<CallerTokens>((services, http) =>
            Configure(http, HostedApi.AddressOf(mode, services.GetRequiredService<DevFlowSettings>()) ?? new($"https+http://{PlatformPart.Engine.Name}")));
        builder.Services.AddTransient<PlatformClient>();
    }

    private static void Configure(HttpClient http, Uri address)
    {
        http.BaseAddress = address;
        http.MaxResponseContentBufferSize = MostBytes;
    }
}
