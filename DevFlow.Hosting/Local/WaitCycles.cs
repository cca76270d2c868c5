using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.Local;

/// <summary>Finds resources that wait for each other in a circle: none of them would ever start.</summary>
internal static class WaitCycles
{
    public static void Check(IEnumerable<IResource> resources)
    {
        var done = new HashSet<IResource>();
        foreach (var resource in resources)
            Follow(resource, []);

        void Follow(IResource resource, List<IResource> path)
        {
            if (path.IndexOf(resource) is >= 0 and var start)
            {
                var circle = string.Join(" -> ", path.Skip(start).Append(resource).Select(r => r.Name));
                throw new DistributedApplicationException($"Resources wait for each other in a circle, so none would start: {circle}. Remove one WaitFor.");
            }

            if (done.Contains(resource))
                return;
            path.Add(resource);
            foreach (var wait in resource.Of<WaitAnnotation>())
                Follow(wait.Resource, path);
            path.RemoveAt(path.Count - 1);
            done.Add(resource);
        }
    }
}
