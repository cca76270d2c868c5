namespace DevFlow.Hosting.Dashboard;

/// <summary>The project that is run as the dashboard.</summary>
internal sealed record DashboardProject(IProjectMetadata Metadata);
