namespace DevFlow.Hosting.ApplicationModel;

/// <summary>The address that an endpoint has in this run.</summary>
/// <param name="endpoint">The endpoint.</param>
/// <param name="address">The host name.</param>
/// <param name="port">The port.</param>
/// <param name="targetPortExpression">Kept for the model; unused by the local engine.</param>
public class AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port, string? targetPortExpression = null)
{
    /// <summary>The endpoint.</summary>
    public EndpointAnnotation Endpoint { get; } = endpoint;

    /// <summary>The host name.</summary>
    public string Address { get; } = address;

    /// <summary>The port.</summary>
    public int Port { get; } = port;

    /// <summary>Kept for the model; unused by the local engine.</summary>
    public string? TargetPortExpression { get; } = targetPortExpression;

    /// <summary>The scheme of its URL.</summary>
    public string UriScheme => Endpoint.UriScheme;

    /// <summary><c>host:port</c>.</summary>
    public string EndPointString => $"{Address}:{Port}";

    /// <summary><c>scheme://host:port</c>.</summary>
    public string UriString => $"{UriScheme}://{EndPointString}";

    /// <inheritdoc/>
    public override string ToString() => UriString;
}
