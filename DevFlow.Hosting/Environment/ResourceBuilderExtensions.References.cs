using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>
    /// Hands a connection string over as <c>ConnectionStrings__{name}</c>. The local engine never adds the parts of it as
    /// variables of their own: they would copy the password.
    /// </summary>
    /// <typeparam name="TDestination">The type of the resource that refers.</typeparam>
    /// <param name="builder">The resource that refers.</param>
    /// <param name="source">The resource referred to.</param>
    /// <param name="connectionName">The connection's name. Default: the name of the resource referred to.</param>
    /// <param name="optional">Whether it may be missing. Default false.</param>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null, bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        if (!builder.Injects(ReferenceEnvironmentInjectionFlags.ConnectionString))
            return builder;

        var resource = source.Resource;
        var variable = resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{connectionName ?? resource.Name}";
        return builder.WithEnvironment(context =>
        {
            context.EnvironmentVariables[variable] = new ConnectionStringReference(resource, context.Resource, optional);
        });
    }

    /// <summary>
    /// Lets a resource find another by name: <c>services__{name}__{scheme}__0</c>, which service discovery reads, and
    /// <c>{NAME}_{ENDPOINT}</c> for programs without it.
    /// </summary>
    /// <typeparam name="TDestination">The type of the resource that refers.</typeparam>
    /// <param name="builder">The resource that refers.</param>
    /// <param name="source">The resource referred to.</param>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        var resource = source.Resource;
        return builder.WithEnvironment(context =>
        {
            foreach (var endpoint in resource.Endpoints())
            {
                var reference = new EndpointReference(resource, endpoint.Name);
                if (builder.Injects(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
                    context.EnvironmentVariables[$"services__{resource.Name}__{endpoint.Name}__0"] = reference;
                if (builder.Injects(ReferenceEnvironmentInjectionFlags.Endpoints))
                    context.EnvironmentVariables[$"{VariableName(resource.Name)}_{VariableName(endpoint.Name)}"] = reference;
            }
        });
    }

    /// <summary>Chooses what the references that follow put into the environment. Default: everything.</summary>
    /// <typeparam name="TDestination">The type of the resource that refers.</typeparam>
    /// <param name="builder">The resource that refers.</param>
    /// <param name="flags">What is put there.</param>
    public static IResourceBuilder<TDestination> WithReferenceEnvironment<TDestination>(
        this IResourceBuilder<TDestination> builder, ReferenceEnvironmentInjectionFlags flags)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ReferenceEnvironmentInjectionAnnotation(flags), ResourceAnnotationMutationBehavior.Replace);
    }

    private static bool Injects<T>(this IResourceBuilder<T> builder, ReferenceEnvironmentInjectionFlags flag) where T : IResource =>
        builder.Resource.LastOf<ReferenceEnvironmentInjectionAnnotation>() is not { } chosen || chosen.Flags.HasFlag(flag);

    private static string VariableName(string name) => name.Replace('-', '_').ToUpperInvariant();
}
