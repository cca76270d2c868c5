namespace DevFlow.Hosting.ApplicationModel;

/// <summary>A resource that is started with environment variables.</summary>
public interface IResourceWithEnvironment : IResource
{
}
