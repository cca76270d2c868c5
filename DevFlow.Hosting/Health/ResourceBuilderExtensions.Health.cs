using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Local;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Says that a registered health check tells whether the resource is healthy.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="key">The name under which the check is registered.</param>
    /// <exception cref="DistributedApplicationException">The resource has that check already.</exception>
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Resource.Of<HealthCheckAnnotation>().Any(check => check.Key == key))
            throw new DistributedApplicationException($"The resource '{builder.Resource.Name}' has a health check '{key}' already.");
        return builder.WithAnnotation(new HealthCheckAnnotation(key));
    }

    /// <summary>The resource is healthy when a GET of a path answers with a status code.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="path">The path. Default <c>/</c>.</param>
    /// <param name="statusCode">The status code. Default 200.</param>
    /// <param name="endpointName">The endpoint. Default: the first http endpoint.</param>
    /// <exception cref="DistributedApplicationException">The resource has no such endpoint.</exception>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        var resource = builder.Resource;
        var endpoint = endpointName ?? resource.Endpoints().FirstOrDefault(e => e.UriScheme is "http" or "https")?.Name
            ?? throw new DistributedApplicationException($"Could not add a health check to '{resource.Name}': it has no http endpoint. Call WithHttpEndpoint first.");
        var check = new HttpHealthCheck(new(resource, endpoint), path ?? "/", statusCode ?? 200);
        var key = $"{resource.Name}_{endpoint}_{check.Path}_{check.StatusCode}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().AddCheck(key, check);
        return builder.WithHealthCheck(key);
    }
}
