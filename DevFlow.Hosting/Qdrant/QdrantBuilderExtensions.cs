using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Local;
using DevFlow.Hosting.Publishing;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.Hosting;

/// <summary>Adds Qdrant to the model.</summary>
public static class QdrantBuilderExtensions
{
    private const string DataPath = "/qdrant/storage";

    /// <summary>Adds a Qdrant vector store.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="apiKey">The key that its clients show. Default: generated and kept.</param>
    /// <param name="grpcPort">The gRPC port. Default: a free one.</param>
    /// <param name="httpPort">The REST port. Default: a free one.</param>
    public static IResourceBuilder<QdrantServerResource> AddQdrant(
        this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource>? apiKey = null, int? grpcPort = null, int? httpPort = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var key = apiKey?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-Key", special: false);
        var server = new QdrantServerResource(name, key);
        var check = $"{name}_check";
        // Qdrant answers here without a key, once its collections are loaded.
        builder.Services.AddHealthChecks().AddCheck(check, new HttpHealthCheck(server.HttpEndpoint, "/readyz", statusCode: 200));
        return builder.AddResource(server)
            .WithHealthCheck(check)
            .WithImage("qdrant/qdrant", "v1.18.0")
            .WithImageRegistry("docker.io")
            .WithHttpEndpoint(grpcPort, targetPort: 6334, QdrantServerResource.PrimaryEndpointName)
            .WithEndpoint(QdrantServerResource.PrimaryEndpointName, endpoint => endpoint.Transport = "http2")
            .WithHttpEndpoint(httpPort, targetPort: 6333, QdrantServerResource.HttpEndpointName)
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables["QDRANT__SERVICE__API_KEY"] = key;
                // The web interface is for a developer's machine.
                if (context.ExecutionContext.IsPublishMode)
                    context.EnvironmentVariables["QDRANT__SERVICE__ENABLE_STATIC_CONTENT"] = "0";
            });
    }

    /// <summary>Keeps the store's data from run to run.</summary>
    /// <param name="builder">The store.</param>
    /// <param name="name">The volume's name. Default: made of the application's and the resource's.</param>
    /// <param name="isReadOnly">Whether the container cannot write to it. Default false.</param>
    public static IResourceBuilder<QdrantServerResource> WithDataVolume(
        this IResourceBuilder<QdrantServerResource> builder, string? name = null, bool isReadOnly = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithVolume(name ?? VolumeName.Of(builder, "data"), DataPath, isReadOnly)
            .WithAnnotation(new DataVolumeAnnotation(), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>
    /// Hands the store's connection strings over: <c>ConnectionStrings__{name}</c> for gRPC and <c>ConnectionStrings__{name}_http</c>
    /// for REST; when published, its parts too.
    /// </summary>
    /// <typeparam name="TDestination">The type of the resource that refers.</typeparam>
    /// <param name="builder">The resource that refers.</param>
    /// <param name="qdrantResource">The store.</param>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<QdrantServerResource> qdrantResource)
        where TDestination : IResourceWithEnvironment => builder.WithReference(qdrantResource, connectionName: null);

    /// <inheritdoc cref="WithReference{TDestination}(IResourceBuilder{TDestination}, IResourceBuilder{QdrantServerResource})"/>
    /// <param name="builder">The resource that refers.</param>
    /// <param name="qdrantResource">The store.</param>
    /// <param name="connectionName">The connection's name. Default: the name of the store.</param>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<QdrantServerResource> qdrantResource, string? connectionName = null)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(qdrantResource);
        ResourceBuilderExtensions.WithReference(builder, qdrantResource, connectionName);
        if (!builder.Injected().HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionString))
            return builder;

        var store = qdrantResource.Resource;
        var variable = $"ConnectionStrings__{connectionName ?? store.Name}";
        return builder.WithEnvironment(context =>
        {
            context.EnvironmentVariables[variable] = store.ConnectionStringExpression;
            context.EnvironmentVariables[$"{variable}_{QdrantServerResource.HttpEndpointName}"] = store.HttpConnectionStringExpression;
        });
    }
}
