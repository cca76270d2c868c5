using System.Net.Sockets;
using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting;

/// <summary>Adds Qdrant to the model.</summary>
public static class QdrantBuilderExtensions
{
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
        apiKey ??= builder.AddParameter($"{name}-Key", new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true, persist: true);
        return builder.AddResource(new QdrantServerResource(name, apiKey.Resource))
            .WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, "http", "http2", QdrantServerResource.PrimaryEndpointName, grpcPort, targetPort: 6334))
            .WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, "http", name: QdrantServerResource.HttpEndpointName, port: httpPort, targetPort: 6333));
    }

    /// <summary>Keeps the store's data from run to run.</summary>
    /// <param name="builder">The store.</param>
    /// <param name="name">The volume's name. Default: made of the application's and the resource's.</param>
    /// <param name="isReadOnly">Kept for the model. Default false.</param>
    public static IResourceBuilder<QdrantServerResource> WithDataVolume(
        this IResourceBuilder<QdrantServerResource> builder, string? name = null, bool isReadOnly = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new DataVolumeAnnotation(), ResourceAnnotationMutationBehavior.Replace);
    }
}
