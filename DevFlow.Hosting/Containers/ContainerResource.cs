namespace DevFlow.Hosting.ApplicationModel;

/// <summary>
/// A container. The local engine has no containers: it runs the stand-in that is registered for the resource's type, and
/// shows the resource as skipped where there is none.
/// </summary>
/// <param name="name">The resource's name.</param>
/// <param name="entrypoint">The program inside the container. Default: the image's own.</param>
public class ContainerResource(string name, string? entrypoint = null)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    /// <summary>The program inside the container; null for the image's own.</summary>
    public string? Entrypoint { get; set; } = entrypoint;
}
