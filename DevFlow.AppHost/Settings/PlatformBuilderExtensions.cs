using DevFlow.Secrets;

namespace DevFlow.AppHost;

internal static class PlatformBuilderExtensions
{
    /// <summary>
    /// Tells a service where .env and the catalog lie, its mode and its environment, so that it resolves its secrets by
    /// itself; and keeps references from copying passwords into variables of their own.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithDevFlow(this IResourceBuilder<ProjectResource> builder, Platform platform)
    {
        builder.WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString | ReferenceEnvironmentInjectionFlags.ServiceDiscovery);
        if (builder.ApplicationBuilder.ExecutionContext.IsPublishMode)
            return builder;
        return builder
            .WithEnvironment("DEVFLOW_ROOT", platform.Root)
            .WithEnvironment("DEVFLOW_MODE", platform.Workspace.Mode is { } mode ? DevFlowModes.Name(mode) : null)
            .WithEnvironment("DOTNET_ENVIRONMENT", builder.ApplicationBuilder.Configuration["DOTNET_ENVIRONMENT"] ?? Platform.DefaultEnvironment);
    }
}
