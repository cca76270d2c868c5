using DevFlow.Hosting.Local;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.Hosting.Dashboard;

internal static class DashboardServices
{
    /// <summary>What runs a dashboard when a <see cref="DashboardProject"/> is registered.</summary>
    public static void AddDashboardHost(this IServiceCollection services)
    {
        services.AddSingleton<KnownSecrets>();
        services.AddSingleton<Masking>();
        services.AddSingleton<LaunchViews>();
        services.AddSingleton<ResourceViews>();
        services.AddSingleton<ResourceChanges>();
        services.AddSingleton<DashboardFeed>();
        services.AddSingleton<DashboardCommands>();
        services.AddSingleton<DashboardLinks>();
        services.AddSingleton<DashboardTelemetry>();
        services.AddSingleton<DashboardLaunch>();
        services.AddSingleton<DashboardHost>();
        services.AddSingleton<Func<LogBacklog, DashboardProcess>>(provider => log => ActivatorUtilities.CreateInstance<DashboardProcess>(provider, log));
    }
}
