using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace DevFlow.Hosting.Local;

/// <summary>
/// Stops the application when the <c>dotnet run</c> that started it is killed: the host would live on, out of sight,
/// with every port taken.
/// </summary>
/// <remarks>
/// Asking for the parent is not enough: a parent that died before the question has been replaced by some ancestor by then.
/// <c>dotnet run</c> therefore names itself on the command line, when it evaluates the project (build/DevFlow.Hosting.targets). A name that is
/// neither the parent's nor that of a process that is gone comes from a tool that evaluates in one process and starts in
/// another; it is ignored.
/// </remarks>
internal sealed class ParentWatch(IConfiguration configuration, IHostApplicationLifetime lifetime, TimeProvider time) : IHostedService, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _stopping = new();
    private Task _watching = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (Launcher() is { } launcher)
            _watching = WatchAsync(launcher);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _watching;
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    /// <returns>The process to watch, dead or alive; null for none: a host that is started by hand may outlive its parent.</returns>
    private ProcessIdentity? Launcher()
    {
        if (ProcessStat.Of(Environment.ProcessId) is not { Parent: var parent })
            return null;
        if (ProcessIdentity.Parse(configuration["LocalEngine:Launcher"]) is { } named && (named.Id == parent || !named.IsAlive))
            return named;
        // Set by `dotnet run`, and by whatever else starts a project by a launch profile.
        return configuration["DOTNET_LAUNCH_PROFILE"] is null ? null : ProcessIdentity.Of(parent);
    }

    private async Task WatchAsync(ProcessIdentity launcher)
    {
        try
        {
            while (launcher.IsAlive)
                await Task.Delay(Pause, time, _stopping.Token);
            lifetime.StopApplication();
        }
        catch (OperationCanceledException)
        {
            // The application stops by itself.
        }
    }
}
