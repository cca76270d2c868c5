using System.Net.Sockets;
using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting;

// One partial per concern; the name and the signatures are Aspire's.
public static partial class ResourceBuilderExtensions
{
    /// <summary>Adds an http endpoint, or updates the one of that name.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="port">The port that clients use. Default: a free one.</param>
    /// <param name="targetPort">The port inside a container.</param>
    /// <param name="name">The endpoint's name. Default <c>http</c>.</param>
    /// <param name="env">An environment variable that hands the port to the process.</param>
    /// <param name="isProxied">Kept for the model; the local engine has no proxy.</param>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null, bool? isProxied = null)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        var endpoint = builder.Resource.Endpoint(name ?? "http");
        if (endpoint is null)
        {
            endpoint = new(ProtocolType.Tcp, "http", name: name, port: port, targetPort: targetPort, isProxied: isProxied);
            builder.WithAnnotation(endpoint);
        }
        else
        {
            endpoint.Port = port ?? endpoint.Port;
            endpoint.TargetPort = targetPort ?? endpoint.TargetPort;
            endpoint.IsProxied = isProxied ?? endpoint.IsProxied;
        }

        return env is null ? builder : builder.WithAnnotation(PortVariable(builder.Resource, endpoint.Name, env));
    }

    /// <summary>Refers to an endpoint by name; it may be added later.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="name">The endpoint's name.</param>
    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name) where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        return new(builder.Resource, name);
    }

    /// <summary>Marks every http endpoint as meant for clients outside the application.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder) where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        foreach (var endpoint in builder.Resource.Endpoints().Where(endpoint => endpoint.UriScheme is "http" or "https"))
            endpoint.IsExternal = true;
        return builder;
    }

    internal static EnvironmentCallbackAnnotation PortVariable(IResourceWithEndpoints resource, string endpoint, string variable) => new(context =>
    {
        context.EnvironmentVariables[variable] = new EndpointReference(resource, endpoint).Property(EndpointProperty.TargetPort);
        return Task.CompletedTask;
    });
}
