namespace DevFlow.Hosting.ApplicationModel;

/// <summary>A resource that lives inside another, as a database lives in its server.</summary>
public interface IResourceWithParent : IResource
{
    /// <summary>The resource that it lives in.</summary>
    IResource Parent { get; }
}
