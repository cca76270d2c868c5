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
        try
        {
            foreach (var (_, endpoint) in endpoints)
                endpoint.AllocatedEndpoint = new(endpoint, Host, randomizePorts || endpoint.Port is null ? Free() : endpoint.Port.Value);
        }
        finally
        {
            held.ForEach(listener => listener.Dispose());
        }

        int Free()
        {
            var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            held.Add(listener);
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }
}
