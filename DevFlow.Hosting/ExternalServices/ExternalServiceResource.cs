using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting;

/// <summary>A service that runs elsewhere and that the application uses.</summary>
public sealed class ExternalServiceResource : Resource
{
    /// <summary>A service at an address that is known now.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="uri">Its address: absolute, without query and fragment.</param>
    /// <exception cref="ArgumentException">The address is not of that form.</exception>
    public ExternalServiceResource(string name, Uri uri)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (ExternalServiceUrl.Fault(uri) is { } fault)
            throw new ArgumentException($"The URL of the external service '{name}' is invalid: {fault}.", nameof(uri));
        Uri = uri;
    }

    /// <summary>A service at an address that a parameter gives.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="urlParameter">The parameter.</param>
    public ExternalServiceResource(string name, ParameterResource urlParameter)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(urlParameter);
        UrlParameter = urlParameter;
    }

    /// <summary>The address; null when a parameter gives it.</summary>
    public Uri? Uri { get; }

    /// <summary>The parameter that gives the address; null when it is known.</summary>
    public ParameterResource? UrlParameter { get; }

    /// <summary>The address in this run.</summary>
    /// <exception cref="DistributedApplicationException">The parameter's value is not of the form of an address.</exception>
    internal async ValueTask<Uri> AddressAsync(CancellationToken cancellationToken) => Uri
        ?? ExternalServiceUrl.Parse(await UrlParameter!.GetValueAsync(cancellationToken), $"the parameter '{UrlParameter.Name}', the URL of the external service '{Name}'");
}
