namespace DevFlow.Hosting.ApplicationModel;

/// <summary>A change of a resource.</summary>
/// <param name="resource">The resource.</param>
/// <param name="resourceId">Its id; the local engine runs one instance of each and uses the name.</param>
/// <param name="snapshot">The resource after the change.</param>
public class ResourceEvent(IResource resource, string resourceId, CustomResourceSnapshot snapshot)
{
    /// <summary>The resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>Its id.</summary>
    public string ResourceId { get; } = resourceId;

    /// <summary>The resource after the change.</summary>
    public CustomResourceSnapshot Snapshot { get; } = snapshot;
}
