using DevFlow.Hosting.Dashboard;

namespace DevFlow.Dashboard.Tests;

/// <summary>The resources of a platform, as its app host tells them.</summary>
internal static class Platform
{
    public const string HealthText = "GET http://localhost:8282/health answered 503: AOSENTRY_API_KEY is missing; set it in .env";

    private static readonly DateTimeOffset _started = TimeProvider.System.GetUtcNow().AddMinutes(-5);

    public static ResourceView Postgres { get; } = new("postgres", "Container")
    {
        State = "Running",
        Health = "Healthy",
        Started = _started,
        Source = "docker.io/library/postgres:17.4",
        ProcessId = 4121,
        Urls = [new("tcp", "tcp://localhost:5432", IsLink: false)],
        HealthReports = [new("postgres", "Healthy", "Answered in 2 ms")],
        Commands =
        [
            Stop(), Restart(),
            new("clear", "Clear data", "Deletes all databases", IsEnabled: true, "Everything in <b>postgres</b> will be gone.", IsHighlighted: false),
            new("backup", "Back up", Description: null, IsEnabled: false, Confirmation: null, IsHighlighted: false),
        ],
    };

    public static ResourceView Database { get; } = new("database", "Database") { State = "Running", Health = "Healthy", Started = _started, Relations = [new("postgres", "Parent")] };

    public static ResourceView Engine { get; } = new("workflow-engine", "Project")
    {
        State = "Running",
        Health = "Healthy",
        Started = _started,
        Source = "/src/services/DevFlow.WorkflowEngine/DevFlow.WorkflowEngine.csproj",
        Urls = [new("http", "http://localhost:8181", IsLink: true)],
        Environment = [new("ASPNETCORE_URLS", "http://localhost:8181"), new("ConnectionStrings__database", Value: null), new("DOTNET_ENVIRONMENT", "Development")],
        Commands = [Stop(), Restart()],
        Relations = [new("database", "Reference"), new("database", "WaitFor")],
    };

    public static ResourceView Hub { get; } = new("knowledge-hub", "Project")
    {
        State = "Running",
        Health = "Unhealthy",
        Started = _started.AddMinutes(4),
        Restarts = 2,
        Source = "/src/services/DevFlow.KnowledgeHub/DevFlow.KnowledgeHub.csproj",
        Urls = [new("http", "http://localhost:8282", IsLink: true)],
        HealthReports = [new("http /health", "Unhealthy", HealthText), new("qdrant", "Healthy", Text: null)],
        Commands = [Stop(), Restart()],
        Relations = [new("workflow-engine", "Reference")],
    };

    public static ResourceView Gateway { get; } = new("mcp-gateway", "Project")
    {
        State = "Starting",
        Source = "/src/services/DevFlow.McpGateway/DevFlow.McpGateway.csproj",
        Commands = [Start(isEnabled: false), Restart(isEnabled: false)],
        Relations = [new("workflow-engine", "Reference"), new("workflow-engine", "WaitFor"), new("knowledge-hub", "Reference")],
    };

    public static ResourceView Ui { get; } = new("local-ui", "JavaScript")
    {
        State = "Waiting",
        Reason = "Waits for mcp-gateway to be healthy",
        Source = "services/local-ui: npm start",
        Commands = [Start(), Restart(isEnabled: false)],
        Relations = [new("mcp-gateway", "Reference"), new("mcp-gateway", "WaitFor")],
    };

    public static ResourceView Seed { get; } = new("seed", "Executable")
    {
        State = "Exited",
        ExitCode = 3,
        Reason = "exit code 3",
        Started = _started,
        Stopped = _started.AddSeconds(2),
        Source = "psql -f seed.sql",
        Commands = [Start(), Restart(isEnabled: false)],
        Relations = [new("database", "WaitFor")],
    };

    public static IReadOnlyList<ResourceView> All { get; } = [Postgres, Database, Engine, Hub, Gateway, Ui, Seed];

    /// <summary>Tells of some resources, and of all when none are named.</summary>
    public static async Task TellAsync(this RunningDashboard dashboard, params IReadOnlyList<ResourceView> resources)
    {
        foreach (var resource in resources.Count == 0 ? All : resources)
            await dashboard.SendAsync(new ResourceChanged(resource));
        await dashboard.SettleAsync();
    }

    /// <summary>The next command that the dashboard asks for.</summary>
    public static async Task<CommandAsked> CommandAsync(this RunningDashboard dashboard)
    {
        while (true)
        {
            if (await dashboard.ReadAsync() is CommandAsked asked)
                return asked;
        }
    }

    private static CommandView Start(bool isEnabled = true) => new("start", "Start", "Start the resource", isEnabled, Confirmation: null, IsHighlighted: true);

    private static CommandView Stop() => new("stop", "Stop", "Stop the resource", IsEnabled: true, Confirmation: null, IsHighlighted: true);

    private static CommandView Restart(bool isEnabled = true) => new("restart", "Restart", "Stop and start the resource", isEnabled, Confirmation: null, IsHighlighted: false);
}
