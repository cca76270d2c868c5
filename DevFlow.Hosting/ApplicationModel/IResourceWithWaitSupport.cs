namespace DevFlow.Hosting.ApplicationModel;

/// <summary>A resource whose start can wait for others.</summary>
public interface IResourceWithWaitSupport : IResource
{
}
