using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace DevFlow.Hosting.ApplicationModel;

/// <summary>Keeps the latest lines that each resource wrote, and hands them out as they come.</summary>
public class ResourceLoggerService : IDisposable
{
    private readonly ConcurrentDictionary<string, Local.LogBacklog> _logs = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The lines of a resource so far (the latest 10,000), then each as it comes.</summary>
    /// <param name="resourceName">The resource.</param>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) => Watch(resourceName, CancellationToken.None);

    /// <summary>The lines of a resource so far (the latest 10,000), then each as it comes.</summary>
    /// <param name="resource">The resource.</param>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return WatchAsync(resource.Name);
    }

    /// <summary>Writes into the log of a resource.</summary>
    /// <param name="resource">The resource.</param>
    public ILogger GetLogger(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new Local.ResourceLog(Log(resource.Name));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        CompleteAll();
        GC.SuppressFinalize(this);
    }

    /// <summary>The clock that lines are dated by.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Ends every watch, once it has seen all lines.</summary>
    internal void CompleteAll()
    {
        foreach (var log in _logs.Values)
            log.Complete();
    }

    internal Local.LogBacklog Log(string resourceName) => _logs.GetOrAdd(resourceName, _ => new(Time));

    private async IAsyncEnumerable<IReadOnlyList<LogLine>> Watch(string resourceName, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in Log(resourceName).WatchAsync(cancellationToken))
            yield return [line];
    }
}
