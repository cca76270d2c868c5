namespace DevFlow.Hosting.ApplicationModel;

/// <summary>The questions that the engine asks of a resource's annotations.</summary>
internal static class ResourceExtensions
{
    public static IEnumerable<T> Of<T>(this IResource resource) where T : IResourceAnnotation => resource.Annotations.OfType<T>();

    public static T? LastOf<T>(this IResource resource) where T : IResourceAnnotation => resource.Annotations.OfType<T>().LastOrDefault();

    /// <summary>Collects the environment variables that the model gives to a resource.</summary>
    public static async Task CallAsync(this IResource resource, EnvironmentCallbackContext context)
    {
        foreach (var annotation in resource.Of<EnvironmentCallbackAnnotation>())
            await annotation.Callback(context);
    }

    /// <summary>Collects the command-line arguments that the model gives to a resource.</summary>
    public static async Task CallAsync(this IResource resource, CommandLineArgsCallbackContext context)
    {
        foreach (var annotation in resource.Of<CommandLineArgsCallbackAnnotation>())
            await annotation.Callback(context);
    }

    public static IEnumerable<EndpointAnnotation> Endpoints(this IResource resource) => resource.Of<EndpointAnnotation>();

    public static EndpointAnnotation? Endpoint(this IResource resource, string name) =>
        resource.Endpoints().FirstOrDefault(endpoint => string.Equals(endpoint.Name, name, StringComparison.OrdinalIgnoreCase));
}
