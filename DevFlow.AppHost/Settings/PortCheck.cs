using System.Net;
using System.Net.Sockets;
using DevFlow.Secrets;

namespace DevFlow.AppHost;

/// <summary>Finds the ports that somebody else listens on, before anything starts.</summary>
internal static class PortCheck
{
    /// <summary>Ports that two of the platform ask for, and, where there are none, those that somebody else has.</summary>
    public static IEnumerable<Finding> Check(IReadOnlyList<PlatformPort> ports)
    {
        var clashes = ports.GroupBy(port => port.Port).Where(same => same.Count() > 1).SelectMany(Clashes).ToList();
        return clashes.Count > 0 ? clashes : ports.Where(port => IsInUse(port.Port)).Select(InUse);
    }

    private static IEnumerable<Finding> Clashes(IEnumerable<PlatformPort> same)
    {
        var first = same.Last();
        return same.SkipLast(1).Select(port => new Finding(
            FindingSeverity.Error,
            "port-clash",
            port.Where,
            port.Key,
            $"{port.Key} and {first.Key} ({first.Where}) both ask for port {port.Port}",
            $"give {port.Key} another port"));
    }

    private static Finding InUse(PlatformPort port) => new(
        FindingSeverity.Error,
        "port-in-use",
        port.Where,
        port.Key,
        $"port {port.Port} ({port.Key}) is in use by another program",
        $"stop that program ('lsof -i :{port.Port}' names it), or {port.Remedy}");

    private static bool IsInUse(int port) => IsInUse(IPAddress.Loopback, port) || (Socket.OSSupportsIPv6 && IsInUse(IPAddress.IPv6Loopback, port));

    private static bool IsInUse(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen();
            return false;
        }
        catch (SocketException fault) when (fault.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return true;
        }
        catch (SocketException)
        {
            // No such address on this machine (IPv6 turned off): nobody can listen there either.
            return false;
        }
    }
}
