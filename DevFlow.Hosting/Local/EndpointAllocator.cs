using System.Net;
using System.Net.Sockets;
using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.Local;

/// <summary>Gives every endpoint its address on loopback: the port it asks for, or a free one.</summary>
internal static class EndpointAllocator
{
    private const string Host = "localhost";

    public static void Allocate(IEnumerable<IResource> resources, bool randomizePorts)
    {
        var endpoints = resources.SelectMany(resource => resource.Endpoints().Select(endpoint => (resource, endpoint))).ToList();
        var clashes = randomizePorts ? [] : endpoints.Where(e => e.endpoint.Port is not null).GroupBy(e => e.endpoint.Port).Where(g => g.Count() > 1).ToList();
        if (clashes.Count > 0)
        {
            throw new DistributedApplicationException(string.Join(' ', clashes.Select(clash =>
                $"Port {clash.Key} is asked for by {string.Join(" and ", clash.Select(e => $"'{e.resource.Name}'"))}; each needs its own.")));
        }

        // Held until all are chosen, so that no two are given the same.
        var held = new List<TcpListener>();
        var taken = new List<string>();
        try
        {
            foreach (var (resource, endpoint) in endpoints.OrderBy(e => e.endpoint.Port is null))
            {
                if (Hold(randomizePorts ? 0 : endpoint.Port ?? 0) is { } port)
                    endpoint.AllocatedEndpoint = new(endpoint, Host, port);
                else
                    taken.Add($"Port {endpoint.Port} of '{resource.Name}' is in use by another program; stop that program or choose another port.");
            }
        }
        finally
        {
            held.ForEach(listener => listener.Dispose());
        }

        if (taken.Count > 0)
            throw new DistributedApplicationException(string.Join(' ', taken));

        int? Hold(int wanted)
        {
            var listener = new TcpListener(IPAddress.Loopback, wanted);
            try
            {
                listener.Start();
                held.Add(listener);
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException fault) when (fault.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                listener.Dispose();
                return null;
            }
        }
    }
}
