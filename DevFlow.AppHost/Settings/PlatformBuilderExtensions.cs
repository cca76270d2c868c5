using DevFlow.Secrets;

namespace DevFlow.AppHost;

internal static class PlatformBuilderExtensions
{
    /// <summary>
    /// Tells a service where .env and the catalog lie, its mode and its environment, and where 1Password is, so that it resolves its secrets
    /// by itself; and keeps references from copying passwords into variables of their own. Published it has no .env: what it requires
    /// is an input.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithDevFlow(this IResourceBuilder<ProjectResource> builder, Platform platform)
    {
        var application = builder.ApplicationBuilder;
        builder
            .WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString | ReferenceEnvironmentInjectionFlags.ServiceDiscovery)
            .WithEnvironment("DEVFLOW_MODE", DevFlowModes.Name(platform.Mode));
        if (platform.Connect is { } connect)
            builder.WithReference(connect).WaitFor(connect);
        if (application.ExecutionContext.IsRunMode)
        {
            return builder
                .WithEnvironment("DEVFLOW_ROOT", platform.Root)
                .WithEnvironment("DOTNET_ENVIRONMENT", application.Configuration["DOTNET_ENVIRONMENT"] ?? Platform.DefaultEnvironment);
        }

        if (!platform.Runs.WorkflowEngine || !platform.Runs.KnowledgeHub)
            builder.WithEnvironment("DEVFLOW_API_URL", platform.HostedApi.ToString());
        foreach (var (key, input) in platform.InputsOf(application, builder.Resource.Name))
            builder.WithEnvironment(key, input);
        return builder;
    }

    /// <summary>Tells a resource where a service is. One that runs here is waited for, unless it is not needed; one that is hosted is there or is not.</summary>
    public static IResourceBuilder<T> WithService<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> service, bool waits = true)
        where T : IResourceWithEnvironment, IResourceWithWaitSupport => service switch
        {
            IResourceBuilder<ExternalServiceResource> hosted => builder.WithReference(hosted),
            IResourceBuilder<IResourceWithServiceDiscovery> here when waits => builder.WithReference(here).WaitFor(here),
            IResourceBuilder<IResourceWithServiceDiscovery> here => builder.WithReference(here),
            _ => throw new ArgumentException($"'{service.Resource.Name}' is not a service.", nameof(service)),
        };
}
