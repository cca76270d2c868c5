using System.Net;
using System.Net.Sockets;
using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.Local;

/// <summary>Gives every endpoint its address on loopback: the port it asks for, or a free one; what is persistent keeps its port.</summary>
internal sealed class EndpointAllocator(PersistentProcesses persistent, LocalEngineOptions options)
{
    private const string Host = "localhost";

    /// <exception cref="DistributedApplicationException">Ports that are asked for are taken; all of them are named.</exception>
    public void Allocate(IEnumerable<IResource> resources)
    {
        var endpoints = resources.SelectMany(resource => resource.Endpoints().Select(endpoint => (resource, endpoint))).ToList();
        var clashes = options.RandomizePorts ? [] : endpoints.Where(e => e.endpoint.Port is not null).GroupBy(e => e.endpoint.Port).Where(g => g.Count() > 1).ToList();
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
            // Those that ask for a port first, so that nobody is given theirs.
            foreach (var (resource, endpoint) in endpoints.OrderBy(e => Wanted(e.resource, e.endpoint).Port == 0))
            {
                var (wanted, isOurs) = Wanted(resource, endpoint);
                if (isOurs)
                    endpoint.AllocatedEndpoint = new(endpoint, Host, wanted);
                else if ((Ports.Hold(wanted) ?? (IsFixed(endpoint) ? null : Ports.Hold(0))) is { } listener)
                    endpoint.AllocatedEndpoint = new(endpoint, Host, Kept(listener));
                else
                    taken.Add($"Port {wanted} of '{resource.Name}' is in use by another program{PortHolder.Words(wanted)}; stop that program or choose another port.");
            }
        }
        finally
        {
            held.ForEach(listener => listener.Dispose());
        }

        if (taken.Count > 0)
            throw new DistributedApplicationException(string.Join(' ', taken));

        int Kept(TcpListener listener)
        {
            held.Add(listener);
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }

    /// <returns>The port, 0 for any; and whether a process of the resource's own listens there since an earlier run.</returns>
    private (int Port, bool IsOurs) Wanted(IResource resource, EndpointAnnotation endpoint)
    {
        var asked = IsFixed(endpoint) ? endpoint.Port!.Value : 0;
        return persistent.Ports(resource) is var (ports, isRunning) && ports.TryGetValue(endpoint.Name, out var last) && (asked == 0 || asked == last)
            ? (last, isRunning)
            : (asked, false);
    }

    private bool IsFixed(EndpointAnnotation endpoint) => !options.RandomizePorts && endpoint.Port is not null;
}
