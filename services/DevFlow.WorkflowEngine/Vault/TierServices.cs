using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.ServiceDefaults;
using DevFlow.WorkflowEngine.People;

namespace DevFlow.WorkflowEngine.Vault;

/// <summary>The secrets of people and projects (tiers 2 and 3).</summary>
internal static class TierServices
{
    public static void AddTiers(this IHostApplicationBuilder builder)
    {
        if (builder.GetDevFlowMode() is DevFlowMode.Hybrid)
            return;
        builder.Services.AddSingleton(services => new UserSecrets(
            services.GetRequiredService<VaultDatabase>(),
            services.GetRequiredService<Envelope>(),
            services.GetRequiredService<SecretsWorkspace>().RecordAsync,
            services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton(services => new ProjectSecrets(
            services.GetRequiredService<VaultDatabase>(),
            services.GetRequiredService<Envelope>(),
            services.GetRequiredService<SecretsWorkspace>(),
            services.GetRequiredService<SecretsWorkspace>().RecordAsync)
        {
            Logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(SecretsTelemetry.Name),
            TimeProvider = services.GetRequiredService<TimeProvider>(),
        });
        builder.Services.AddSingleton<ProjectRegistry>();
        builder.Services.AddSingleton<ProjectMembers>();
        builder.Services.AddSingleton<ProjectGrants>();
        builder.Services.AddSingleton<OnePasswordVaults>();
        builder.Services.AddSingleton(services => new WriteThrough(services.GetRequiredService<UserSecrets>(), services.GetRequiredService<SecretsWorkspace>())
        {
            Scrubber = services.GetRequiredService<SecretScrubber>(),
            Logger = services.GetRequiredService<ILogger<WriteThrough>>(),
        });
        builder.Services.AddHostedService<WriteThroughService>();
    }

    /// <summary>Whether this engine has the tiers; in hybrid mode they are the host's.</summary>
    public static bool HasTiers(this IEndpointRouteBuilder app) => app.ServiceProvider.GetService<UserSecrets>() is not null;
}
