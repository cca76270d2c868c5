using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Keeps a resource out of manifests.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    public static IResourceBuilder<T> ExcludeFromManifest<T>(this IResourceBuilder<T> builder) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ManifestExclusionAnnotation());
    }
}
