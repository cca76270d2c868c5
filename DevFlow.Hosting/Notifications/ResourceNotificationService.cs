using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DevFlow.Hosting.ApplicationModel;

/// <summary>Knows the state of every resource and tells it to those who ask or wait.</summary>
/// <param name="logger">Kept for the signature; states are shown by the console, not logged.</param>
/// <param name="hostApplicationLifetime">Ends every wait when the application stops.</param>
/// <param name="serviceProvider">Handed to the callbacks that say whether a command can be executed.</param>
/// <param name="resourceLoggerService">Kept for the signature.</param>
public class ResourceNotificationService(
    ILogger<ResourceNotificationService> logger,
    IHostApplicationLifetime hostApplicationLifetime,
    IServiceProvider serviceProvider,
    ResourceLoggerService resourceLoggerService) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, ResourceEvent> _latest = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Channel<ResourceEvent>> _watchers = [];

    /// <summary>Changes what is known of a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="stateFactory">Makes the new snapshot of the latest.</param>
    public Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(stateFactory);
        lock (_gate)
        {
            var latest = _latest.TryGetValue(resource.Name, out var known) ? known.Snapshot : new() { ResourceType = Local.ResourceKind.Of(resource) };
            var next = stateFactory(latest);
            if (ReferenceEquals(next, latest))
                return Task.CompletedTask;
            next = next with { Commands = [.. resource.Of<ResourceCommandAnnotation>().Select(command => command.At(next, serviceProvider))] };
            var change = new ResourceEvent(resource, resource.Name, next);
            _latest[resource.Name] = change;
            foreach (var watcher in _watchers)
                watcher.Writer.TryWrite(change);
        }

        return Task.CompletedTask;
    }

    /// <summary>Every resource as it is now, then every change.</summary>
    /// <param name="cancellationToken">Ends the watch.</param>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<ResourceEvent>(new() { SingleReader = true });
        lock (_gate)
        {
            foreach (var latest in _latest.Values)
                channel.Writer.TryWrite(latest);
            _watchers.Add(channel);
        }

        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(cancellationToken))
                yield return change;
        }
        finally
        {
            lock (_gate)
                _watchers.Remove(channel);
        }
    }

    /// <summary>What is known of a resource now.</summary>
    /// <param name="resourceId">Its name.</param>
    /// <param name="resourceEvent">Its latest change.</param>
    public bool TryGetCurrentState(string resourceId, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ResourceEvent? resourceEvent) =>
        _latest.TryGetValue(resourceId, out resourceEvent);

    /// <summary>Waits until a resource is in a state.</summary>
    /// <param name="resourceName">The resource.</param>
    /// <param name="targetState">The state. Default: Running.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, change => change.Snapshot.State?.Text == (targetState ?? KnownResourceStates.Running), cancellationToken);

    /// <summary>Waits until a resource is as wanted.</summary>
    /// <param name="resourceName">The resource.</param>
    /// <param name="predicate">Says whether it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperationCanceledException">The application stopped, or the token was cancelled; the message says what was last seen.</exception>
    public async Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, hostApplicationLifetime.ApplicationStopping);
        try
        {
            return await FirstAsync(resourceName, predicate, either.Token);
        }
        catch (OperationCanceledException end)
        {
            // "A task was cancelled" helps nobody.
            _latest.TryGetValue(resourceName, out var seen);
            throw new OperationCanceledException($"Stopped waiting for the resource '{resourceName}': {Describe(seen)}.", end, cancellationToken);
        }
    }

    /// <summary>Waits until a resource runs and its health checks pass.</summary>
    /// <param name="resourceName">The resource.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DistributedApplicationException">It has failed, ended or been skipped and will not become healthy.</exception>
    /// <inheritdoc cref="WaitForResourceAsync(string, Func{ResourceEvent, bool}, CancellationToken)"/>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, WaitBehavior.StopOnResourceUnavailable, cancellationToken);

    /// <summary>Waits until a resource runs and its health checks pass.</summary>
    /// <param name="resourceName">The resource.</param>
    /// <param name="waitBehavior">Whether it goes on waiting when the resource has failed, ended or been skipped.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DistributedApplicationException">It has failed, ended or been skipped and is not to be waited for.</exception>
    /// <inheritdoc cref="WaitForResourceAsync(string, Func{ResourceEvent, bool}, CancellationToken)"/>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        var seen = await WaitForResourceAsync(
            resourceName, change => IsHealthy(change) || (waitBehavior == WaitBehavior.StopOnResourceUnavailable && IsOver(change)), cancellationToken);
        return IsHealthy(seen) ? seen : throw new DistributedApplicationException($"The resource '{resourceName}' does not become healthy: {Describe(seen)}.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ = (logger, resourceLoggerService);
        lock (_gate)
        {
            foreach (var watcher in _watchers)
                watcher.Writer.TryComplete();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>The first change of a resource, from its present state on, that is as wanted; also while the application stops.</summary>
    internal async Task<ResourceEvent> FirstAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken)
    {
        await foreach (var change in WatchAsync(cancellationToken))
        {
            if (string.Equals(change.ResourceId, resourceName, StringComparison.OrdinalIgnoreCase) && predicate(change))
                return change;
        }

        throw new OperationCanceledException("The application has ended.");
    }

    private static bool IsHealthy(ResourceEvent change) => change.Snapshot.HealthStatus == HealthStatus.Healthy;

    private static bool IsOver(ResourceEvent change) => change.Snapshot.State?.Text is { } state
        && (state == Local.LocalResourceStates.Skipped || KnownResourceStates.TerminalStates.Contains(state));

    private static string Describe(ResourceEvent? seen) => seen is null
        ? "nothing is known of it"
        : $"its state is {seen.Snapshot.State?.Text ?? "unknown"}"
        + (seen.Snapshot.Reason is { } reason ? $" ({reason})" : "")
        + string.Concat(seen.Snapshot.HealthReports
            .Where(report => report.Status != HealthStatus.Healthy).Select(report => $", {report.Name}: {report.Description ?? "has not run yet"}"));
}
