using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Dashboard;
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
    PersistentProcesses persistent,
    InstanceLock instance,
    ChildRecord record,
    Leftovers leftovers,
    DashboardHost dashboard,
    TimeProvider time) : IHostedService, IAsyncDisposable
{
    private readonly Dictionary<IResource, ResourceRunner> _runners = [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        WaitCycles.Check(model.Resources);
        instance.Take();
        await leftovers.EndAsync(cancellationToken);
        record.Open();
        // In tests even what cannot run gets an address, where nobody listens: at the one it asks for might be somebody's real store.
        var skipped = options.RandomizePorts ? [] : model.Resources.Where(resource => !launcher.CanRun(resource)).ToList();
        skipped.ForEach(resource => resource.Annotations.Add(new SkippedAnnotation()));
        new EndpointAllocator(persistent, options).Allocate(model.Resources.Except(skipped));
        foreach (var resource in model.Resources.Where(resource => !ResourceKind.IsPassive(resource)))
        {
            var runner = Runner(resource);
            _runners.Add(resource, runner);
            if (ResourceKind.IsProcess(resource))
                LifecycleCommands.AddTo(resource, runner);
        }

        dashboard.Start();
        // All are told before the first runs, so that whoever waits for one finds it.
        foreach (var resource in model.Resources)
        {
            var urls = resource.Endpoints().Where(endpoint => endpoint.AllocatedEndpoint is not null)
                .Select(endpoint => new UrlSnapshot(endpoint.Name, endpoint.AllocatedEndpoint!.UriString, IsInternal: endpoint.UriScheme == "tcp"));
            await notifications.PublishUpdateAsync(resource, snapshot => snapshot with { State = FirstState(resource), Urls = [.. urls] });
        }

        foreach (var (resource, runner) in _runners)
        {
            if (!IsExplicit(resource))
                await runner.StartAsync();
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var stops = new Dictionary<IResource, Task>();
        try
        {
            await Task.WhenAll(_runners.Keys.Select(StopOnce));
        }
        finally
        {
            try
            {
                await dashboard.StopAsync();
            }
            finally
            {
                // Only now may another app host have the folder.
                instance.Dispose();
            }
        }

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
            await _runners[resource].CloseAsync(cancellationToken);
        }
    }

    /// <summary>An application that is disposed without having been stopped, as in a test that failed, leaves no process behind either.</summary>
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    private ResourceRunner Runner(IResource resource)
    {
        var log = logs.Log(resource.Name);
        var status = new ResourceStatus(resource, notifications, log, time);
        return new(status, new(resource, status, notifications), new(resource, status, log, launcher, health, processes, persistent, options, time));
    }

    private static string FirstState(IResource resource) => ResourceKind.IsPassive(resource)
        ? KnownResourceStates.Running
        : IsExplicit(resource) ? KnownResourceStates.NotStarted : KnownResourceStates.Starting;

    private static bool IsExplicit(IResource resource) => resource.Of<ExplicitStartupAnnotation>().Any();
}
