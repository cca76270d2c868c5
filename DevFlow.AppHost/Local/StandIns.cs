using DevFlow.Hosting.Local;

namespace DevFlow.AppHost;

/// <summary>What the app host adds when it runs on the local engine.</summary>
internal static class StandIns
{
    /// <summary>Names the engine and says what takes the place of each container.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="root">The repository's folder; data and generated passwords are kept in its <c>.devflow</c>.</param>
    public static Engine AddEngine(this IDistributedApplicationBuilder builder, string root)
    {
        Console.WriteLine("DevFlow app host, engine: local (plain processes; install Docker or Podman for containers)");
        builder
            .UseDataDirectory(Path.Combine(root, ".devflow"))
            .AddPostgresStandIn()
            .AddQdrantStandIn<Projects.DevFlow_QdrantEmulator>(builder.Configuration["DEVFLOW_QDRANT_BINARY"])
            .AddStandIn<OnePasswordConnectResource, OnePasswordConnectStandIn>()
            .AddStandIn<OnePasswordSyncResource, OnePasswordSyncStandIn>();
        return new EngineWithDashboard(builder, Problem(builder));
    }

    /// <summary>The application that runs already is named before its ports are: it is the one that has them.</summary>
    private static string? Problem(IDistributedApplicationBuilder builder) => builder switch
    {
        { ExecutionContext.IsRunMode: true } => builder.RunningInstance(),
        _ when builder.Configuration["target"] is { Length: > 0 } target =>
            $"the local engine publishes the manifest alone; --target {target} is Aspire's. Set DEVFLOW_ENGINE=aspire, build, and publish again.",
        _ => null,
    };
}
