using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Local;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.Hosting;

/// <summary>Adds services to the model that run elsewhere.</summary>
public static class ExternalServiceBuilderExtensions
{
    /// <summary>Adds a service that runs elsewhere.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name; others find it by this name.</param>
    /// <param name="url">Its address: absolute, without query and fragment.</param>
    /// <exception cref="ArgumentException">The address is not of that form.</exception>
    public static IResourceBuilder<ExternalServiceResource> AddExternalService(this IDistributedApplicationBuilder builder, string name, string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
            ? builder.AddExternalService(name, uri)
            : throw new ArgumentException($"The URL of the external service '{name}', '{url}', is not absolute.", nameof(url));

    /// <inheritdoc cref="AddExternalService(IDistributedApplicationBuilder, string, string)"/>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name; others find it by this name.</param>
    /// <param name="uri">Its address: absolute, without query and fragment.</param>
    public static IResourceBuilder<ExternalServiceResource> AddExternalService(this IDistributedApplicationBuilder builder, string name, Uri uri) =>
        builder.Add(new ExternalServiceResource(name, uri));

    /// <summary>Adds a service that runs elsewhere, at an address that a parameter gives.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name; others find it by this name.</param>
    /// <param name="urlParameter">The parameter. A value that is no address fails the resource, not the application.</param>
    public static IResourceBuilder<ExternalServiceResource> AddExternalService(
        this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource> urlParameter)
    {
        ArgumentNullException.ThrowIfNull(urlParameter);
        return builder.Add(new ExternalServiceResource(name, urlParameter.Resource));
    }

    /// <summary>The service is healthy when a GET of a path answers with a status code.</summary>
    /// <param name="builder">The service.</param>
    /// <param name="path">The path, relative to its address. Default: the address itself.</param>
    /// <param name="statusCode">The status code. Default 200.</param>
    /// <exception cref="ArgumentException">The path is not relative, or the address is neither http nor https.</exception>
    public static IResourceBuilder<ExternalServiceResource> WithHttpHealthCheck(
        this IResourceBuilder<ExternalServiceResource> builder, string? path = null, int? statusCode = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var service = builder.Resource;
        if (path is not null && !Uri.IsWellFormedUriString(path, UriKind.Relative))
            throw new ArgumentException($"The path '{path}' is not a relative URL.", nameof(path));
        if (service.Uri is { Scheme: not ("http" or "https") })
            throw new ArgumentException($"The URL of '{service.Name}' is neither http nor https: it has no http health check.", nameof(builder));

        var expected = statusCode ?? 200;
        var key = $"{service.Name}_external{(path is null ? "" : $"_{path}")}_{expected}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().AddCheck(key, new ExternalServiceHealthCheck(service, path, expected));
        return builder.WithHealthCheck(key);
    }

    private static IResourceBuilder<ExternalServiceResource> Add(this IDistributedApplicationBuilder builder, ExternalServiceResource service)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!builder.Resources.OfType<ExternalServiceResource>().Any())
            builder.AddStandIn<ExternalServiceResource, ExternalServiceStandIn>();
        return builder.AddResource(service).ExcludeFromManifest();
    }
}
