using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting;

/// <summary>Refines containers.</summary>
public static partial class ContainerResourceBuilderExtensions
{
    /// <summary>Says how long a container lives. The local engine does the same with the process of its stand-in.</summary>
    /// <typeparam name="T">The container's type.</typeparam>
    /// <param name="builder">The container.</param>
    /// <param name="lifetime">How long. Default: as long as the application runs.</param>
    public static IResourceBuilder<T> WithLifetime<T>(this IResourceBuilder<T> builder, ContainerLifetime lifetime) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ContainerLifetimeAnnotation(lifetime), ResourceAnnotationMutationBehavior.Replace);
    }
}
