namespace DevFlow.Hosting.ApplicationModel;

/// <summary>The endpoints of another resource that a resource refers to.</summary>
internal sealed class EndpointReferenceAnnotation(IResourceWithEndpoints resource) : IResourceAnnotation
{
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private bool _all;

    public IResourceWithEndpoints Resource { get; } = resource;

    /// <param name="endpointName">One endpoint; null for all.</param>
    public void Add(string? endpointName)
    {
        if (endpointName is null)
            _all = true;
        else
            _names.Add(endpointName);
    }

    public IEnumerable<EndpointReference> Endpoints() =>
        Resource.Endpoints().Where(endpoint => _all || _names.Contains(endpoint.Name)).Select(endpoint => new EndpointReference(Resource, endpoint.Name));
}
