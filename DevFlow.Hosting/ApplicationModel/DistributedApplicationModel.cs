namespace DevFlow.Hosting.ApplicationModel;

/// <summary>The whole application as a list of resources.</summary>
/// <param name="resources">The resources.</param>
public class DistributedApplicationModel(IResourceCollection resources)
{
    /// <summary>The resources, in the order in which they were added.</summary>
    public IResourceCollection Resources { get; } = resources;
}
