using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Dashboard;
using Microsoft.Extensions.Hosting;

namespace DevFlow.Hosting.Local;

/// <summary>
/// Writes the log of every resource into <c>logs/NAME.log</c> of the data folder. It never stops a resource: when a file cannot
/// be written, one warning says so, and the log goes on in memory.
/// </summary>
internal sealed class LogFiles(
    DistributedApplicationModel model, LocalEngineOptions options, ResourceLoggerService logs, Notices notices, DashboardProject? dashboard = null) : IHostedService, IAsyncDisposable
{
    private readonly string _folder = Path.Combine(options.DataDirectory, "logs");
    private Task _writing = Task.CompletedTask;
    private int _warned;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // The logs are there from here on: one that came after all are completed would never end.
        var names = model.Resources.Where(resource => !ResourceKind.IsPassive(resource)).Select(resource => resource.Name);
        var followed = names.Union(dashboard is null ? [] : [DashboardHost.Name], StringComparer.OrdinalIgnoreCase).Select(name => (Name: name, Log: logs.Log(name))).ToList();
        _writing = Task.WhenAll(followed.Select(resource => Task.Run(() => FollowAsync(resource.Name, resource.Log), CancellationToken.None)));
        return Task.CompletedTask;
    }

    /// <summary>The resources have been stopped before; what they wrote last is written to its end.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        logs.CompleteAll();
        return _writing.WaitAsync(cancellationToken);
    }

    /// <summary>Without a stop, as in a test that failed, nothing is written any more either once this is over.</summary>
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    private async Task FollowAsync(string resource, LogBacklog log)
    {
        var path = Path.Combine(_folder, $"{resource}.log");
        try
        {
            using var file = new RollingFile(path, options.LogFileSize, options.LogFiles);
            await foreach (var batch in log.BatchesAsync(CancellationToken.None))
                file.Write(batch);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            if (Interlocked.Exchange(ref _warned, 1) == 0)
                notices.Warn($"{path} cannot be written: {fault.Message} The log of '{resource}', and of others where the same happens, is kept in memory alone.");
        }
    }
}
