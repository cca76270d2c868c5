using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.ServiceDefaults;
using DevFlow.WorkflowEngine.Secrets;

namespace DevFlow.WorkflowEngine.Database;

internal static class DatabaseExtensions
{
    /// <summary>In hybrid mode the stores are hosted, and the engine here is one without a database.</summary>
    public static void AddPlatformDatabase(this IHostApplicationBuilder builder)
    {
        if (builder.GetDevFlowMode() is DevFlowMode.Hybrid)
            return;
        builder.Services.AddSingleton<PlatformDatabase>();
        builder.Services.AddSingleton(services => new VaultDatabase(services.GetRequiredService<PlatformDatabase>().VaultSourceAsync) { Patience = TimeSpan.FromSeconds(2) });
        builder.Services.AddSingleton<SecretStateStore>();
        builder.Services.AddSingleton<DatabaseSetup>();
        builder.Services.AddSingleton<DatabaseSetupProgress>();
        builder.Services.AddHostedService<DatabaseSetupService>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database");
    }
}
