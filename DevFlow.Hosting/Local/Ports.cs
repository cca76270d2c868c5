using System.Net;
using System.Net.Sockets;

namespace DevFlow.Hosting.Local;

/// <summary>Which ports of this machine are free, and who holds the others.</summary>
internal static class Ports
{
    // Below those that systems give out by themselves (from 32,768 on; RFC 6335 has them from 49,152): between the choice of a port and
    // its use any connection could be given one of those.
    private const int Lowest = 20_000;
    private const int Highest = 32_000;

    /// <summary>Takes a port on loopback; null when somebody listens there. Port 0 takes a free one.</summary>
    public static TcpListener? Hold(int port)
    {
        if (port == 0)
            return HoldAny();
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            if (!Socket.OSSupportsIPv6 || IsFree(IPAddress.IPv6Loopback, port))
                return listener;
        }
        catch (SocketException fault) when (fault.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            // Somebody listens there, or only root may.
        }

        listener.Dispose();
        return null;
    }

    /// <summary>A free port that is not one of those that are promised; it is promised from now on.</summary>
    public static int Free(ISet<int> promised)
    {
        while (true)
        {
            using var held = HoldAny();
            var port = ((IPEndPoint)held.LocalEndpoint).Port;
            if (promised.Add(port))
                return port;
        }
    }

    public static bool IsFree(int port)
    {
        using var held = Hold(port);
        return held is not null;
    }

    private static TcpListener HoldAny()
    {
        while (true)
        {
            if (Hold(Random.Shared.Next(Lowest, Highest)) is { } listener)
                return listener;
        }
    }

    private static bool IsFree(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen();
            return true;
        }
        catch (SocketException fault) when (fault.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return false;
        }
        catch (SocketException)
        {
            // No such address on this machine: nobody can listen there either.
            return true;
        }
    }
}
