namespace DevFlow.AppHost;

/// <summary>What the app host adds when it runs on Aspire.</summary>
internal static partial class Publishing
{
    private const string TargetKey = "target";

    /// <summary>
    /// Names the engine and, while publishing, adds the place to publish to: <c>--target compose</c>, <c>kubernetes</c> or <c>azure</c>.
    /// Without a target the manifest alone is published, which <c>azd</c> reads.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="root">The repository's folder; Aspire keeps its data in volumes and user secrets instead.</param>
    public static Engine AddEngine(this IDistributedApplicationBuilder builder, string root)
    {
        Console.WriteLine($"DevFlow app host, engine: aspire (containers), root: {root}");
        var problem = builder.ExecutionContext.IsPublishMode && builder.Configuration[TargetKey] is { Length: > 0 } target ? AddTarget(builder, target) : null;
        return new AspireEngine(builder, problem);
    }

    /// <returns>Why it cannot be published there; null when it can.</returns>
    private static string? AddTarget(IDistributedApplicationBuilder builder, string target)
    {
        switch (target)
        {
            case "compose":
                builder.AddDockerComposeEnvironment("compose");
                return null;
            case "kubernetes":
                builder.AddKubernetesEnvironment("kubernetes");
                return null;
            case "azure":
                var added = false;
                AddAzure(builder, ref added);
                return added ? null : "--target azure needs a build with DEVFLOW_AZURE=true, which fetches Azure's packages. Set it, build, and publish again; or let azd read the manifest, without a target.";
            default:
                return $"there is no target '{target}' to publish to. It is one of compose, kubernetes, azure.";
        }
    }

    /// <summary>In the file that is compiled where Azure's packages are wanted: they are many, and nobody else needs them.</summary>
    static partial void AddAzure(IDistributedApplicationBuilder builder, ref bool added);
}
