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
        where T : IResourceWithEndpoints => builder.WithEndpoint(port, targetPort, "http", name, env, isProxied);

    /// <summary>Adds an https endpoint, or updates the one of that name. The process brings its own certificate.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="port">The port that clients use. Default: a free one.</param>
    /// <param name="targetPort">The port inside a container.</param>
    /// <param name="name">The endpoint's name. Default <c>https</c>.</param>
    /// <param name="env">An environment variable that hands the port to the process.</param>
    /// <param name="isProxied">Kept for the model; the local engine has no proxy.</param>
    /// <inheritdoc cref="WithHttpEndpoint{T}"/>
    public static IResourceBuilder<T> WithHttpsEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null, bool? isProxied = null)
        where T : IResourceWithEndpoints => builder.WithEndpoint(port, targetPort, "https", name, env, isProxied);

    /// <summary>Adds an endpoint, or updates the one of that name.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="port">The port that clients use. Default: a free one.</param>
    /// <param name="targetPort">The port inside a container.</param>
    /// <param name="scheme">The scheme of its URL. Default: the protocol.</param>
    /// <param name="name">The endpoint's name. Default: the scheme.</param>
    /// <param name="env">An environment variable that hands the port to the process.</param>
    /// <param name="isProxied">Kept for the model; the local engine has no proxy.</param>
    /// <param name="isExternal">Whether it is meant for clients outside the application. Default false.</param>
    /// <param name="protocol">The protocol. Default TCP, which alone the local engine serves.</param>
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        string? scheme = null,
        string? name = null,
        string? env = null,
        bool? isProxied = null,
        bool? isExternal = null,
        ProtocolType? protocol = null)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        var wanted = new EndpointAnnotation(protocol ?? ProtocolType.Tcp, scheme, name: name, port: port, targetPort: targetPort, isExternal: isExternal, isProxied: isProxied);
        if (builder.Resource.Endpoint(wanted.Name) is { } endpoint)
        {
            endpoint.Port = port ?? endpoint.Port;
            endpoint.TargetPort = targetPort ?? endpoint.TargetPort;
            endpoint.IsProxied = isProxied ?? endpoint.IsProxied;
            endpoint.IsExternal = isExternal ?? endpoint.IsExternal;
        }
        else
        {
            builder.WithAnnotation(wanted);
        }

        return env is null ? builder : builder.WithAnnotation(PortVariable(builder.Resource, wanted.Name, env));
    }

    /// <summary>Changes an endpoint.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="endpointName">The endpoint's name.</param>
    /// <param name="callback">Changes it.</param>
    /// <param name="createIfNotExists">Whether a missing one is added. Default true; else nothing happens.</param>
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder, string endpointName, Action<EndpointAnnotation> callback, bool createIfNotExists = true)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(endpointName);
        ArgumentNullException.ThrowIfNull(callback);
        var endpoint = builder.Resource.Endpoint(endpointName);
        if (endpoint is not null)
        {
            callback(endpoint);
        }
        else if (createIfNotExists)
        {
            callback(endpoint = new(ProtocolType.Tcp, name: endpointName));
            builder.WithAnnotation(endpoint);
        }

        return builder;
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
