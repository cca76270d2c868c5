using System.Net;

namespace DevFlow.Secrets;

/// <summary>
/// Whether calls to an endpoint stay where nobody else listens: on this machine, or on the network that a container runtime or a
/// cluster makes for its containers. Only the name is looked at: what DNS says of it can change after the check.
/// </summary>
internal static class ConnectReach
{
    // Names that container runtimes give the host. Other names in .internal are those of virtual machines in a cloud.
    private static readonly string[] _hosts =
        ["host.docker.internal", "gateway.docker.internal", "host.containers.internal", "aspire.dev.internal"];

    // What is reserved for this machine (RFC 6761), and services of a Kubernetes cluster.
    private static readonly string[] _suffixes = [".localhost", ".svc", ".svc.cluster.local"];

    public static bool StaysNear(Uri endpoint)
    {
        var host = endpoint.IdnHost.TrimEnd('.');
        if (IPAddress.TryParse(host, out var address))
            return IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

        // Compose and Podman name containers with one word. A private address range says nothing: machines have such addresses too.
        return !host.Contains('.')
            || _hosts.Contains(host, StringComparer.OrdinalIgnoreCase)
            || Array.Exists(_suffixes, suffix => host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));
    }
}
