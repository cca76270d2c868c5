using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Starts a resource once another runs and its health checks pass.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource that waits.</param>
    /// <param name="dependency">The resource waited for.</param>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, WaitType.WaitUntilHealthy);

    /// <inheritdoc cref="WaitFor{T}(IResourceBuilder{T}, IResourceBuilder{IResource})"/>
    /// <param name="builder">The resource that waits.</param>
    /// <param name="dependency">The resource waited for.</param>
    /// <param name="waitBehavior">What happens when the other has failed or ended.</param>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitBehavior waitBehavior)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, WaitType.WaitUntilHealthy, waitBehavior);

    /// <summary>Starts a resource once another runs, healthy or not.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource that waits.</param>
    /// <param name="dependency">The resource waited for.</param>
    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, WaitType.WaitUntilStarted);

    /// <inheritdoc cref="WaitForStart{T}(IResourceBuilder{T}, IResourceBuilder{IResource})"/>
    /// <param name="builder">The resource that waits.</param>
    /// <param name="dependency">The resource waited for.</param>
    /// <param name="waitBehavior">What happens when the other has failed or ended.</param>
    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitBehavior waitBehavior)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, WaitType.WaitUntilStarted, waitBehavior);

    /// <summary>Starts a resource once another has ended with an exit code; when it ends with another, the resource fails to start.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource that waits.</param>
    /// <param name="dependency">The resource waited for.</param>
    /// <param name="exitCode">The exit code that counts as done. Default 0.</param>
    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, WaitType.WaitForCompletion, exitCode: exitCode);

    private static IResourceBuilder<T> Wait<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitType type, WaitBehavior? behavior = null, int exitCode = 0)
        where T : IResourceWithWaitSupport
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dependency);
        if (ReferenceEquals(builder.Resource, dependency.Resource))
            throw new DistributedApplicationException($"The resource '{builder.Resource.Name}' cannot wait for itself.");
        return builder.WithAnnotation(new WaitAnnotation(dependency.Resource, type, exitCode) { WaitBehavior = behavior });
    }
}
