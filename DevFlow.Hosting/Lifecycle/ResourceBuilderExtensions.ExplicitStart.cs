using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Leaves the start of a resource to its start command; whoever waits for it waits until then.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    public static IResourceBuilder<T> WithExplicitStart<T>(this IResourceBuilder<T> builder) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ExplicitStartupAnnotation(), ResourceAnnotationMutationBehavior.Replace);
    }
}
