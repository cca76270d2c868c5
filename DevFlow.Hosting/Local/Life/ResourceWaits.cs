using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.Local;

/// <summary>Holds a resource back until those that it waits for are as wanted, and says all the while why it waits.</summary>
internal sealed class ResourceWaits(IResource resource, ResourceStatus status, ResourceNotificationService notifications)
{
    /// <exception cref="DistributedApplicationException">One of them has failed, and the resource does not want to wait for what may never come.</exception>
    public async Task MetAsync(CancellationToken cancellationToken)
    {
        var open = resource.Of<WaitAnnotation>().ToList();
        if (open.Count == 0)
            return;

        var latest = new Dictionary<string, CustomResourceSnapshot>(StringComparer.OrdinalIgnoreCase);
        var reason = "";
        await foreach (var change in notifications.WatchAsync(cancellationToken))
        {
            if (!open.Any(wait => IsOf(change, wait)))
                continue;
            latest[change.ResourceId] = change.Snapshot;
            // What was as wanted once is done with: it need not stay so until the others are.
            foreach (var wait in open.Where(wait => IsOf(change, wait) && Dependency.IsMet(wait, change.Snapshot)).ToList())
            {
                open.Remove(wait);
                if (change.Snapshot.State?.Text == LocalResourceStates.Skipped)
                    status.Say($"starts without '{wait.Resource.Name}', which is skipped on this machine");
            }

            if (open.Count == 0)
                return;
            if (open.Where(wait => IsOf(change, wait)).Select(wait => Dependency.WhyGivenUp(wait, change.Snapshot)).FirstOrDefault(why => why is not null) is { } why)
                throw new DistributedApplicationException(why);
            var now = string.Join("; ", open.Select(wait => Dependency.Describe(wait, latest.GetValueOrDefault(wait.Resource.Name))));
            if (now != reason)
                status.Waiting(reason = now);
        }
    }

    private static bool IsOf(ResourceEvent change, WaitAnnotation wait) => string.Equals(change.ResourceId, wait.Resource.Name, StringComparison.OrdinalIgnoreCase);
}
