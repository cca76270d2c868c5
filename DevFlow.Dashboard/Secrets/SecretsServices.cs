using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Secrets;

internal static class SecretsServices
{
    public static void AddSecretsLedger(this IServiceCollection services)
    {
        services.AddSingleton<SecretMeter>();
        services.AddSingleton<SecretsLedger>();
        services.AddSingleton<ISpanListener>(provider => provider.GetRequiredService<SecretsLedger>());
    }
}
