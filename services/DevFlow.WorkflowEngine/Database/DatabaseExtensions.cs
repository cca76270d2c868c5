namespace DevFlow.WorkflowEngine.Database;

internal static class DatabaseExtensions
{
    public static void AddPlatformDatabase(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PlatformDatabase>();
        builder.Services.AddSingleton<DatabaseSetup>();
        builder.Services.AddSingleton<DatabaseSetupProgress>();
        builder.Services.AddHostedService<DatabaseSetupService>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database");
    }
}
