namespace DevFlow.Hosting.ApplicationModel;

/// <summary>A Qdrant vector store.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="apiKey">The key that its clients show.</param>
public class QdrantServerResource(string name, ParameterResource apiKey) : ContainerResource(name), IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "grpc";
    internal const string HttpEndpointName = "http";

    /// <summary>The gRPC endpoint.</summary>
    public EndpointReference PrimaryEndpoint => new(this, PrimaryEndpointName);

    /// <summary>The REST endpoint.</summary>
    public EndpointReference HttpEndpoint => new(this, HttpEndpointName);

    /// <summary>The key that its clients show.</summary>
    public ParameterResource ApiKeyParameter { get; } = apiKey;

    /// <summary><c>Endpoint=http://host:6334;Key=…</c>.</summary>
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"Endpoint={PrimaryEndpoint};Key={ApiKeyParameter}");
}
