using DevFlow.Hosting.Local;
using DevFlow.Secrets;

namespace DevFlow.AppHost;

/// <summary>The local engine, whose dashboard follows the settings and knows the catalog.</summary>
internal sealed record EngineWithDashboard(IDistributedApplicationBuilder Builder, string? Problem) : Engine("local", RunsContainers: false, Problem)
{
    private const string Enabled = "DEVFLOW_DASHBOARD";
    private const string Port = "DEVFLOW_DASHBOARD_PORT";
    private const string MetricsPort = "METRICS_PORT";
    private const string MetricsUrl = "Dashboard:PrometheusUrl";

    public override void AddDashboard(Platform platform)
    {
        var settings = platform.Settings;
        // .env is no part of the configuration that the engine reads.
        Builder.Configuration[Enabled] = settings.GetBool(Enabled, fallback: true).ToString();
        Builder.Configuration[Port] = settings.Get(Port);
        if (settings.GetBool("ENABLE_METRICS", fallback: true))
            Builder.Configuration[MetricsUrl] ??= $"http://localhost:{settings.GetInt(MetricsPort)}";
        Builder.AddDashboard<Projects.DevFlow_Dashboard>().AddDashboardSecrets(platform.Workspace.Catalog.Entries.Select(entry => Describe(entry, platform.Mode)))
            .AddDashboardMask(() => ValuesAtHand(platform.Workspace));
    }

    public override IEnumerable<PlatformPort> DashboardPorts(DevFlowSettings settings) => Builder.DashboardPorts().Select(port => port.Key switch
    {
        MetricsUrl => new PlatformPort(MetricsPort, settings.Find(MetricsPort).Where, port.Value),
        Port => new PlatformPort(Port, settings.Find(Port).Where, port.Value),
        _ => new PlatformPort(port.Key, "environment", port.Value) { Remedy = $"set {port.Key} to another address, in DevFlow.AppHost/Properties/launchSettings.json or as --{port.Key}=http://localhost:PORT" },
    });

    /// <summary>
    /// Every secret value that .env files, those that another overrides included, and the environment hold: a service may write one that the
    /// model gives to nobody. 1Password is not asked; what it hands out reaches the services and not the app host.
    /// </summary>
    internal static IEnumerable<string> ValuesAtHand(SecretsWorkspace workspace)
    {
        var keys = workspace.Catalog.Entries.Where(entry => entry.IsSecret).Select(entry => entry.Key)
            .Append(DevFlowSettingKeys.ConnectToken).Append(DevFlowSettingKeys.Session).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. keys.Select(key => workspace.Settings.Get(key)).OfType<string>(),
            .. workspace.Layers.Documents.SelectMany(document => document.Entries).Where(entry => keys.Contains(entry.Key)).Select(entry => entry.Reveal()),
        ];
    }

    private static DashboardSecret Describe(CatalogEntry entry, DevFlowMode mode) => new(entry.Key, entry.Tier.ToString().ToLowerInvariant())
    {
        Reference = entry.Reference?.ToString(),
        Description = entry.Description,
        IsSecret = entry.IsSecret,
        IsRequired = entry.IsRequiredIn(mode),
        UsedBy = entry.UsedBy,
    };
}
