using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.ServiceDefaults;
using DevFlow.WorkflowEngine.Alerts;
using DevFlow.WorkflowEngine.Vault;

namespace DevFlow.WorkflowEngine.Rotation;

/// <summary>Replaces secrets before they are too old. In hybrid mode that is the host's.</summary>
internal static class RotationServices
{
    public static void AddRotation(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        if (builder.GetDevFlowMode() is DevFlowMode.Hybrid)
        {
            services.AddSingleton(provider => new AcceptedSecrets(provider.GetRequiredService<SecretsWorkspace>(), provider.GetRequiredService<TimeProvider>()));
            return;
        }

        services.AddSingleton(provider => new AcceptedSecrets(
            provider.GetRequiredService<VaultDatabase>(),
            provider.GetRequiredService<Envelope>(),
            provider.GetRequiredService<SecretsWorkspace>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IRotator, RandomKeyRotator>();
        services.AddSingleton<IRotator, PostgresRotator>();
        services.AddSingleton<IRotator>(provider => new KeyEncryptionKeyRotator(
            provider.GetRequiredService<VaultDatabase>(),
            provider.GetRequiredService<SecretsWorkspace>(),
            () => provider.GetRequiredService<VaultKeys>().Ring,
            provider.GetRequiredService<SecretsWorkspace>().RecordAsync,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<DescribedRotators>().AddSingleton<RotationCatalog>().AddSingleton<RotationRuns>().AddSingleton<RotationSchedule>();
        services.AddSingleton(provider => new RotationDestinations(
            provider.GetRequiredService<SecretsWorkspace>(), provider.GetRequiredService<ProjectSecrets>(), provider.GetRequiredService<SecretsWorkspace>().RecordAsync));
        services.AddSingleton(provider => new RotationPreviews(provider.GetRequiredService<RotationCatalog>(), provider.GetRequiredService<RotationDestinations>())
        {
            Scrubber = provider.GetRequiredService<SecretScrubber>(),
        });
        services.AddSingleton(provider => new RotationRunner(
            provider.GetRequiredService<VaultDatabase>(),
            provider.GetRequiredService<Envelope>(),
            provider.GetRequiredService<RotationCatalog>(),
            provider.GetRequiredService<RotationDestinations>(),
            provider.GetRequiredService<SecretsWorkspace>().RecordAsync,
            provider.GetRequiredService<TimeProvider>())
        {
            Scrubber = provider.GetRequiredService<SecretScrubber>(),
            Logger = provider.GetRequiredService<ILogger<RotationRunner>>(),
            Alerted = provider.GetRequiredService<AlertQueue>().Tell,
        });
        builder.AddSchedule();
        services.AddSingleton<RotationService>().AddHostedService(provider => provider.GetRequiredService<RotationService>());
    }
}
