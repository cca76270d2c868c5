using DevFlow.Hosting.Dashboard;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.Hosting.Local;

/// <summary>Adds the dashboard to an application that runs on the local engine.</summary>
public static class DashboardBuilderExtensions
{
    /// <summary>
    /// Runs a dashboard beside the application, as a process of its own, and prints the link that opens it. Ignored while publishing, and when
    /// <c>DEVFLOW_DASHBOARD</c> is false: it is under the testing builder, unless a test says otherwise. Where it listens is read from
    /// <c>DEVFLOW_DASHBOARD_PORT</c>, else <c>ASPNETCORE_URLS</c>, and from <c>ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL</c> and
    /// <c>ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL</c>; default 18888, 18889 and 18890 on loopback. What else the section <c>Dashboard</c> of the
    /// configuration holds is handed on to it.
    /// </summary>
    /// <typeparam name="TProject">The dashboard's project.</typeparam>
    /// <param name="builder">The application.</param>
    /// <exception cref="DistributedApplicationException"><c>DEVFLOW_DASHBOARD</c> is neither true nor false.</exception>
    public static IDistributedApplicationBuilder AddDashboard<TProject>(this IDistributedApplicationBuilder builder)
        where TProject : IProjectMetadata, new()
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.ExecutionContext.IsRunMode && !builder.HasDashboard() && DashboardSettings.IsEnabled(builder.Configuration))
            builder.Services.AddSingleton(new DashboardProject(new TProject()));
        return builder;
    }

    /// <summary>Tells the dashboard which secrets the application knows, so that it lists them before anybody has asked for one. No value is told.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="secrets">The secrets.</param>
    public static IDistributedApplicationBuilder AddDashboardSecrets(this IDistributedApplicationBuilder builder, IEnumerable<DashboardSecret> secrets)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(secrets);
        foreach (var secret in secrets)
            builder.Services.AddSingleton(secret);
        return builder;
    }

    /// <summary>
    /// Keeps values from the dashboard that the application knows to be secret beside those of its secret parameters: wherever one stands in what
    /// the dashboard is told, <c>***</c> stands in its place. They stay in the app host.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="values">
    /// Gives the values; asked whenever the dashboard starts, and not at all without one. Values shorter than eight characters are ignored. When
    /// it throws, the application runs without its dashboard.
    /// </param>
    public static IDistributedApplicationBuilder AddDashboardMask(this IDistributedApplicationBuilder builder, Func<IEnumerable<string>> values)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(values);
        builder.Services.AddSingleton(new DashboardMask(values));
        return builder;
    }

    /// <summary>
    /// The ports that the dashboard will listen on, each with the setting that chooses it; none when there is no dashboard or it takes free
    /// ones. For an app host that checks its ports before it starts: without, a port in use costs the dashboard and not the application.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <exception cref="DistributedApplicationException">A setting cannot be read, or is not of this machine.</exception>
    public static IReadOnlyList<KeyValuePair<string, int>> DashboardPorts(this IDistributedApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!builder.HasDashboard() || builder.RandomizePorts())
            return [];
        return [.. new DashboardSettings(builder.Configuration).Read().All.Where(address => address.Port != 0).Select(address => KeyValuePair.Create(address.Setting, address.Port))];
    }

    private static bool HasDashboard(this IDistributedApplicationBuilder builder) =>
        builder.Services.Any(service => service.ServiceType == typeof(DashboardProject));
}
