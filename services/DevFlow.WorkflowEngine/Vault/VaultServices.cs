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
        builder.Services.AddSingleton<HsmKey>();
        builder.Services.AddSingleton<VaultKeyReader>();
        builder.Services.AddSingleton<KeyRegistry>();
        builder.Services.AddSingleton(services => new Envelope(() => services.GetRequiredService<VaultKeys>().Ring));
        builder.Services.AddSingleton<RewrapProgress>();
        builder.Services.AddSingleton(services => new KeyRewrap(
            services.GetRequiredService<VaultDatabase>(), () => services.GetRequiredService<VaultKeys>().Ring, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<KeyRewrapService>();
        builder.Services.AddHostedService(services => services.GetRequiredService<KeyRewrapService>());
        builder.Services.AddHostedService<VaultKeyService>();
        builder.Services.AddHealthChecks().AddCheck<VaultHealthCheck>("vault");
    }

    /// <summary>Answers of the vault say what is wrong with its keys, whether they would have needed one or not.</summary>
    public static TBuilder RequireVaultKeys<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.AddEndpointFilter(static async (call, next) =>
        {
            _ = call.HttpContext.RequestServices.GetRequiredService<VaultKeys>().Ring;
            return await next(call);
        });
}
