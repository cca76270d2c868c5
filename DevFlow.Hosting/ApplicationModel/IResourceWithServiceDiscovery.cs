using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting;

/// <summary>A resource that others find by its name.</summary>
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints
{
}
