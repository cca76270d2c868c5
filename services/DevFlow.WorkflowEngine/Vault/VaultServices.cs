using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.ServiceDefaults;

namespace DevFlow.WorkflowEngine.Vault;

/// <summary>The vault of tiers 2 and 3. In hybrid mode it is hosted, and this engine has no database.</summary>
internal static class VaultServices
{
    public static void AddVault(this IHostApplicationBuilder builder)
    {
        if (builder.GetDevFlowMode() is DevFlowMode.Hybrid)
            return;
        builder.Services.AddSingleton<VaultKeys>();
        builder.Services.AddSingleton(services => new Envelope(() => services.GetRequiredService<VaultKeys>().Ring));
    }
}
