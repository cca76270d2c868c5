using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.ServiceDefaults;

namespace DevFlow.WorkflowEngine.Audit;

/// <summary>The audit in PostgreSQL; an engine without a database leaves it in the files.</summary>
internal static class AuditServices
{
    public static void AddAudit(this IHostApplicationBuilder builder)
    {
        if (builder.GetDevFlowMode() is DevFlowMode.Hybrid)
            return;
        builder.Services.AddSingleton(services => new AuditReplica(
            services.GetRequiredService<VaultDatabase>(), KeyOf(services.GetRequiredService<ISecretResolver>()), services.GetRequiredService<ILogger<AuditReplica>>()));
        builder.Services.AddSingleton<AuditSearch>();
        builder.Services.AddSingleton<AuditRetention>();
        builder.Services.AddHostedService<AuditShipping>();
        builder.Services.AddHostedService<AuditRetentionService>();
    }

    // Without the key the links are followed; that is no reason to keep no replica.
    private static Func<CancellationToken, ValueTask<SecretValue?>> KeyOf(ISecretResolver secrets) => async cancellationToken =>
    {
        try
        {
            return await secrets.TryGetAsync("SECRET_ENCRYPTION_KEY", cancellationToken: cancellationToken);
        }
        catch (SecretRefusedException)
        {
            return null;
        }
    };
}
