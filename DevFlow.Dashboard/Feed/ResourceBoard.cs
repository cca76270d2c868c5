using System.Collections.Concurrent;
using DevFlow.Hosting.Dashboard;

namespace DevFlow.Dashboard.Feed;

/// <summary>The application's resources as they were told last.</summary>
internal sealed class ResourceBoard
{
    private readonly ConcurrentDictionary<string, ResourceView> _resources = new(StringComparer.Ordinal);
    private long _version;

    public long Version => Interlocked.Read(ref _version);

    /// <summary>What runs, then what is only handed out; each in order of name.</summary>
    public IReadOnlyList<ResourceView> Resources =>
        [.. _resources.Values.OrderBy(resource => resource.Kind is "Parameter" or "ConnectionString").ThenBy(resource => resource.Name, StringComparer.Ordinal)];

    public ResourceView? Find(string name) => _resources.GetValueOrDefault(name);

    public void Set(ResourceView resource)
    {
        _resources[resource.Name] = resource;
        Interlocked.Increment(ref _version);
    }
}
