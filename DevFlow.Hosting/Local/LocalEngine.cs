using DevFlow.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace DevFlow.Hosting.Local;

/// <summary>Starts every resource of the model in the order in which they wait for each other, and stops them in the reverse.</summary>
internal sealed class LocalEngine(
    DistributedApplicationModel model,
    LocalEngineOptions options,
    ResourceNotificationService notifications,
    ResourceLoggerService logs,
    ResourceLauncher launcher,
    ResourceHealth health,
    ChildProcesses processes,
    TimeProvider time) : IHostedService, IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Dictionary<IResource, ResourceRunner> _runners = [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        WaitCycles.Check(model.Resources);
        // In tests even what cannot run gets an address, where nobody listens: at the one it asks for might be somebody's real store.
        var skipped = options.RandomizePorts ? [] : model.Resources.Where(resource => !launcher.CanRun(resource)).ToList();
        skipped.ForEach(resource => resource.Annotations.Add(new SkippedAnnotation()));
        EndpointAllocator.Allocate(model.Resources.Except(skipped), options.RandomizePorts);
        foreach (var resource in model.Resources.Where(resource => !ResourceKind.IsPassive(resource)))
            _runners.Add(resource, new(resource, notifications, logs.Log(resource.Name), launcher, health, processes, time));

        // All are told before the first runs, so that whoever waits for one finds it.
        foreach (var resource in model.Resources)
        {
            var urls = resource.Endpoints().Where(endpoint => endpoint.AllocatedEndpoint is not null)
                .Select(endpoint => new UrlSnapshot(endpoint.Name, endpoint.AllocatedEndpoint!.UriString, IsInternal: endpoint.UriScheme == "tcp"));
            await notifications.PublishUpdateAsync(resource, snapshot => snapshot with
            {
                State = ResourceKind.IsPassive(resource) ? KnownResourceStates.Running : KnownResourceStates.Starting,
                Urls = [.. urls],
            });
        }

        foreach (var runner in _runners.Values)
            runner.Start(_stopping.Token);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        var stops = new Dictionary<IResource, Task>();
        await Task.WhenAll(_runners.Keys.Select(StopOnce));

        Task StopOnce(IResource resource)
        {
            if (!stops.TryGetValue(resource, out var stop))
                stops[resource] = stop = StopAfterDependentsAsync(resource);
            return stop;
        }

        async Task StopAfterDependentsAsync(IResource resource)
        {
            var dependents = _runners.Keys.Where(other => other.Of<WaitAnnotation>().Any(wait => wait.Resource == resource));
            await Task.WhenAll(dependents.Select(StopOnce));
            await _runners[resource].StopAsync(options.StopGrace, cancellationToken);
        }
    }

    /// <summary>An application that is disposed without having been stopped, as in a test that failed, leaves no process behind either.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _stopping.Dispose();
    }
}
