namespace DevFlow.AppHost;

/// <summary>Aspire, with its own dashboard: of ours it knows no setting but the port.</summary>
internal sealed record AspireEngine(IDistributedApplicationBuilder Builder, string? Problem) : Engine("aspire", RunsContainers: true, Problem)
{
    private const string Port = "DEVFLOW_DASHBOARD_PORT";

    public override void AddDashboard(Platform platform)
    {
        // Aspire reads it when the application starts.
        if (platform.Settings.Get(Port) is not null)
            Builder.Configuration["ASPNETCORE_URLS"] = $"http://localhost:{platform.Settings.GetInt(Port)}";
    }
}
