using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.ServiceDefaults;

namespace DevFlow.WorkflowEngine.Rights;

internal static class RightsServices
{
    public static void AddRights(this IHostApplicationBuilder builder)
    {
        if (builder.GetDevFlowMode() is DevFlowMode.Hybrid)
            return;
        builder.Services.AddSingleton<PersonalData>();
        builder.Services.AddSingleton(services => new Erasure(services.GetRequiredService<VaultDatabase>(), services.GetRequiredService<SecretsWorkspace>().RecordAsync));
        builder.Services.AddSingleton<Retention>();
        builder.Services.AddHostedService<RetentionService>();
    }
}
