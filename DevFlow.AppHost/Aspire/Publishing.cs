namespace DevFlow.AppHost;

/// <summary>What the app host adds when it runs on Aspire.</summary>
internal static class Publishing
{
    /// <summary>Names the engine and, when publishing with <c>--target compose</c>, adds Docker Compose as the place to publish to.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="root">The repository's folder; Aspire keeps its data in volumes and user secrets instead.</param>
    public static IDistributedApplicationBuilder AddEngine(this IDistributedApplicationBuilder builder, string root)
    {
        Console.WriteLine($"DevFlow app host, engine: aspire (containers), root: {root}");
        if (builder.ExecutionContext.IsPublishMode && builder.Configuration["target"] == "compose")
            builder.AddDockerComposeEnvironment("compose");
        return builder;
    }
}
