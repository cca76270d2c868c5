using System.Net;
using System.Net.Sockets;
using DevFlow.Secrets;

namespace DevFlow.AppHost;

/// <summary>Finds the ports that somebody else listens on, before anything starts.</summary>
internal static class PortCheck
{
    public static IEnumerable<Finding> Check(IEnumerable<(string Key, string Where, int Port)> ports) => ports
        .Where(port => IsInUse(port.Port))
        .Select(port => new Finding(
            FindingSeverity.Error,
            "port-in-use",
            port.Where,
            port.Key,
            $"port {port.Port} ({port.Key}) is in use by another program",
            $"stop that program ('lsof -i :{port.Port}' names it), or set {port.Key} to another port in .env"));

    /// <summary>Two keys that ask for one port. Those of two services are a rule of the mode; here the database joins them.</summary>
    public static IEnumerable<Finding> Clashes(IReadOnlyList<(string Key, string Where, int Port)> ports, string key)
    {
        var own = ports.First(port => port.Key == key);
        return ports.Where(port => port.Key != key && port.Port == own.Port).Select(port => new Finding(
            FindingSeverity.Error,
            "port-clash",
            port.Where,
            port.Key,
            $"{port.Key} and {key} ({own.Where}) both ask for port {port.Port}",
            $"give {port.Key} another port"));
    }

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
