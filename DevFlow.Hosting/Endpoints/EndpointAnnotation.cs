using System.Net.Sockets;

namespace DevFlow.Hosting.ApplicationModel;

/// <summary>An endpoint that a resource listens on.</summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    private string? _transport;
    private int? _port;
    private int? _targetPort;

    /// <summary>Describes an endpoint.</summary>
    /// <param name="protocol">The protocol; only TCP is served.</param>
    /// <param name="uriScheme">The scheme of its URL. Default: the protocol.</param>
    /// <param name="transport">The transport. Default <c>http</c> for an http scheme, else the protocol.</param>
    /// <param name="name">The name by which it is referred to. Default: the scheme.</param>
    /// <param name="port">The port that clients use; null takes a free one.</param>
    /// <param name="targetPort">The port that the process listens on. The local engine has no proxy: it is the same as <paramref name="port"/>.</param>
    /// <param name="isExternal">Whether it is meant for clients outside the application. Default false.</param>
    /// <param name="isProxied">Kept for the model; the local engine has no proxy.</param>
    public EndpointAnnotation(
        ProtocolType protocol,
        string? uriScheme = null,
        string? transport = null,
        string? name = null,
        int? port = null,
        int? targetPort = null,
        bool? isExternal = null,
        bool? isProxied = null)
    {
        Protocol = protocol;
        UriScheme = uriScheme ?? NameOf(protocol);
        _transport = transport;
        Name = name ?? UriScheme;
        Port = port;
        TargetPort = targetPort;
        IsExternal = isExternal ?? false;
        IsProxied = isProxied ?? true;
    }

    /// <summary>The name by which it is referred to.</summary>
    public string Name { get; set; }

    /// <summary>The protocol.</summary>
    public ProtocolType Protocol { get; set; }

    /// <summary>The scheme of its URL.</summary>
    public string UriScheme { get; set; }

    /// <summary>The transport: <c>http</c>, <c>http2</c> or <c>tcp</c>. Default: as the scheme says.</summary>
    public string Transport
    {
        get => _transport ?? (UriScheme is "http" or "https" ? "http" : NameOf(Protocol));
        set => _transport = value;
    }

    /// <summary>The port that clients use; null takes a free one. Without a proxy it is the target port when nobody chooses.</summary>
    public int? Port
    {
        get => _port ?? (IsProxied ? null : _targetPort);
        set => _port = value;
    }

    /// <summary>The port inside a container; null where there is none. Without a proxy it is the port when nobody chooses.</summary>
    public int? TargetPort
    {
        get => _targetPort ?? (IsProxied ? null : _port);
        set => _targetPort = value;
    }

    /// <summary>Whether it is meant for clients outside the application.</summary>
    public bool IsExternal { get; set; }

    /// <summary>Kept for the model; the local engine has no proxy.</summary>
    public bool IsProxied { get; set; }

    /// <summary>The address that it has in this run; null until the engine has allocated it.</summary>
    public AllocatedEndpoint? AllocatedEndpoint { get; set; }

    private static string NameOf(ProtocolType protocol) => protocol == ProtocolType.Udp ? "udp" : "tcp";
}
