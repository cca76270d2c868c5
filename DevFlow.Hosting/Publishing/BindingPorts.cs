using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.JavaScript;

namespace DevFlow.Hosting.Publishing;

/// <summary>
/// The ports of endpoints in a manifest: those that the model asks for; none where the place that runs it chooses; else one from
/// 8000 up that nothing else in the manifest has.
/// </summary>
internal sealed class BindingPorts
{
    private readonly HashSet<int> _used = [];
    private int _next = 8000;

    /// <returns>For each endpoint the port that clients use and the one that the process listens on; null where the manifest leaves it out.</returns>
    public IEnumerable<(EndpointAnnotation Endpoint, int? Port, int? TargetPort)> Of(IResource resource)
    {
        var schemes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var endpoint in resource.Endpoints())
        {
            var isHttp = endpoint.UriScheme is "http" or "https";
            var isFirstOfScheme = schemes.Add(endpoint.UriScheme);
            var target = endpoint.TargetPort ?? resource switch
            {
                // An app is published as a container.
                ContainerResource or JavaScriptAppResource when endpoint.Port is { } port => port,
                ProjectResource when isHttp && isFirstOfScheme => null,
                _ => Allocate(),
            };
            var exposed = endpoint.Port ?? (target is null && !isHttp ? Allocate() : null);

            if ((exposed ?? target) is { } used)
                _used.Add(used);
            if (target is { } listening)
                _used.Add(listening);
            yield return (endpoint, exposed == target ? null : exposed, target);
        }
    }

    private int? Allocate()
    {
        while (_used.Contains(_next))
            _next++;
        return _next;
    }
}
