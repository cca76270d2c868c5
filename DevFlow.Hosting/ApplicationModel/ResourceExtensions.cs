namespace DevFlow.Hosting.ApplicationModel;

/// <summary>The questions that the engine asks of a resource's annotations.</summary>
internal static class ResourceExtensions
{
    public static IEnumerable<T> Of<T>(this IResource resource) where T : IResourceAnnotation => resource.Annotations.OfType<T>();

    public static T? LastOf<T>(this IResource resource) where T : IResourceAnnotation => resource.Annotations.OfType<T>().LastOrDefault();

    public static IEnumerable<EndpointAnnotation> Endpoints(this IResource resource) => resource.Of<EndpointAnnotation>();

    public static EndpointAnnotation? Endpoint(this IResource resource, string name) =>
        resource.Endpoints().FirstOrDefault(endpoint => string.Equals(endpoint.Name, name, StringComparison.OrdinalIgnoreCase));
}
