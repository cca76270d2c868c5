namespace DevFlow.Hosting.ApplicationModel;

/// <summary>Refers to an endpoint of a resource by name. Its value is the endpoint's URL.</summary>
public sealed class EndpointReference : IValueProvider, IManifestExpressionProvider, IValueWithReferences
{
    /// <summary>Refers to an endpoint by its name; it may be added later.</summary>
    /// <param name="owner">The resource that listens on it.</param>
    /// <param name="endpointName">Its name.</param>
    public EndpointReference(IResourceWithEndpoints owner, string endpointName)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentException.ThrowIfNullOrEmpty(endpointName);
        Resource = owner;
        EndpointName = endpointName;
    }

    /// <summary>The resource that listens on it.</summary>
    public IResourceWithEndpoints Resource { get; }

    /// <summary>The endpoint's name.</summary>
    public string EndpointName { get; }

    /// <summary>Whether the resource has an endpoint of that name.</summary>
    public bool Exists => Resource.Endpoint(EndpointName) is not null;

    /// <summary>Whether it has its address for this run.</summary>
    public bool IsAllocated => Resource.Endpoint(EndpointName)?.AllocatedEndpoint is not null;

    /// <summary>The endpoint.</summary>
    /// <exception cref="InvalidOperationException">The resource has no endpoint of that name.</exception>
    public EndpointAnnotation EndpointAnnotation => Resource.Endpoint(EndpointName)
        ?? throw new InvalidOperationException($"The endpoint '{EndpointName}' is not defined for the resource '{Resource.Name}'.");

    /// <summary>The port in this run.</summary>
    /// <exception cref="InvalidOperationException">It is not allocated yet.</exception>
    public int Port => Allocated.Port;

    /// <summary>The host name in this run.</summary>
    /// <inheritdoc cref="Port"/>
    public string Host => Allocated.Address;

    /// <summary>The URL in this run.</summary>
    /// <inheritdoc cref="Port"/>
    public string Url => Allocated.UriString;

    /// <summary>The URL's scheme.</summary>
    public string Scheme => EndpointAnnotation.UriScheme;

    /// <summary>Whether it is plain http.</summary>
    public bool IsHttp => string.Equals(Scheme, "http", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is https.</summary>
    public bool IsHttps => string.Equals(Scheme, "https", StringComparison.OrdinalIgnoreCase);

    /// <summary>One part of the endpoint, to be used in an expression.</summary>
    /// <param name="property">Which part.</param>
    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        Property(EndpointProperty.Url).GetValueAsync(cancellationToken);

    string IManifestExpressionProvider.ValueExpression => Property(EndpointProperty.Url).ValueExpression;

    IEnumerable<object> IValueWithReferences.References => [Resource];

    private AllocatedEndpoint Allocated => EndpointAnnotation.AllocatedEndpoint
        ?? throw new InvalidOperationException($"The endpoint '{EndpointName}' of '{Resource.Name}' has no address yet: the application has not started.");
}
