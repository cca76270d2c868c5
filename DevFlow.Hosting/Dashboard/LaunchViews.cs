using System.Collections.Concurrent;
using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.Dashboard;

/// <summary>How each resource was started last.</summary>
internal sealed class LaunchViews
{
    private static readonly LaunchView Nothing = new([], "");

    private readonly ConcurrentDictionary<IResource, LaunchView> _latest = new(ReferenceEqualityComparer.Instance);

    public LaunchView Of(IResource resource) => _latest.GetValueOrDefault(resource, Nothing);

    public void Set(IResource resource, IReadOnlyList<VariableView> environment) => _latest[resource] = new(environment, "");

    public void Set(IResource resource, string arguments) => _latest[resource] = Of(resource) with { Arguments = arguments };
}
