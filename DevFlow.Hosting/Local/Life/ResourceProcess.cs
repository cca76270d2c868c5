using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.Local;

/// <summary>Prepares and runs a resource, and runs it again when it ends by itself and asked for that.</summary>
internal sealed class ResourceProcess(
    IResource resource,
    ResourceStatus status,
    LogBacklog log,
    ResourceLauncher launcher,
    ResourceHealth health,
    ChildProcesses processes,
    LocalEngineOptions options,
    TimeProvider time)
{
    public async Task RunAsync(LifeEnd end)
    {
        var restarts = 0;
        status.Starting();
        while (true)
        {
            // The environment is made anew for every start: what it is made of may have changed.
            var result = await launcher.PrepareAsync(resource, status.Say, end.Asked);
            end.Asked.ThrowIfCancellationRequested();
            if (result.SkipReason is { } skip)
            {
                status.Say(skip);
                status.Skipped(skip);
                return;
            }

            if (result.Process is not { } spec)
            {
                status.Running();
                await health.WatchAsync(resource, status, end.Asked);
                throw new OperationCanceledException(end.Asked);
            }

            var started = time.GetTimestamp();
            if (await RunOnceAsync(spec, end) is not { } exitCode)
                return;
            restarts = time.GetElapsedTime(started) > options.Restart.Steady ? 1 : restarts + 1;
            if (!spec.Restart || restarts > options.Restart.Limit)
            {
                if (spec.Restart)
                    status.Say($"ended {restarts} times in a row; it is not started again");
                status.EndedByItself(exitCode, exitCode == 0 ? null : WhyEnded(exitCode));
                return;
            }

            var pause = options.Restart.PauseBefore(restarts);
            var reason = $"ended with {ExitText.Of(exitCode)}; starting it again in {pause.TotalSeconds:0.##} s";
            status.Say(reason);
            status.Starting(reason, restarts);
            await Task.Delay(pause, time, end.Asked);
        }
    }

    /// <returns>The exit code, when it ended by itself; null when it was told to.</returns>
    private async Task<int?> RunOnceAsync(LaunchSpec spec, LifeEnd end)
    {
        var process = processes.Start(spec, log.Add);
        status.Running();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(end.Asked);
        var watch = health.WatchAsync(resource, status, ended.Token);
        try
        {
            return await process.Exited.WaitAsync(end.Asked);
        }
        catch (OperationCanceledException) when (end.Asked.IsCancellationRequested)
        {
            status.Stopping();
            await process.StopAsync(options.StopGrace, end.AtOnce);
            status.Stopped(await process.Exited);
            return null;
        }
        finally
        {
            await ended.CancelAsync();
            await watch;
        }
    }

    private string WhyEnded(int exitCode) =>
        string.Join(": ", ((string?[])[ExitText.Of(exitCode), log.Last(1) is [var line] ? line.Content : null]).OfType<string>());
}
