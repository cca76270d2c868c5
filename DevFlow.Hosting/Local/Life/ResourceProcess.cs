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
    PersistentProcesses persistent,
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
            var (result, running) = await PrepareAsync(end);
            end.Asked.ThrowIfCancellationRequested();
            if (result.SkipReason is { } skip)
            {
                status.Say(skip);
                status.Skipped(skip);
                return;
            }

            if (result.Process is not { } spec)
            {
                status.Running(processId: null);
                await health.WatchAsync(resource, status, end.Asked);
                throw new OperationCanceledException(end.Asked);
            }

            var started = time.GetTimestamp();
            var (byItself, exitCode) = await RunOnceAsync(await StartAsync(spec, running), end);
            if (!byItself)
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
            var reason = $"ended with {ExitText.Of(exitCode)}{string.Concat(LostPorts().Select(port => $"; {port}"))}; starting it again in {pause.TotalSeconds:0.##} s";
            status.Say(reason);
            status.Starting(reason, restarts);
            await Task.Delay(pause, time, end.Asked);
        }
    }

    /// <returns>How to run it, and the process of an earlier run when that is what already runs.</returns>
    private async Task<(StandInResult Result, PersistentRecord? Running)> PrepareAsync(LifeEnd end)
    {
        var running = persistent.Running(resource);
        var result = await launcher.PrepareAsync(resource, running?.Process.Id, status.Say, end.Asked);
        if (running is null || (PersistentProcesses.IsPersistent(resource) && result.Process is { } spec && running.Fingerprint.Fits(spec)))
            return (result, running);

        status.Say($"process {running.Process.Id} of an earlier run is stopped: the resource is to run differently now");
        await persistent.Adopt(resource, running, log.Add).StopAsync(options.StopGrace, end.AtOnce);
        return (await launcher.PrepareAsync(resource, running: null, status.Say, end.Asked), null);
    }

    private async Task<IRunningProcess> StartAsync(LaunchSpec spec, PersistentRecord? running)
    {
        if (!PersistentProcesses.IsPersistent(resource))
            return processes.Start(spec, log.Add);
        if (running is null)
            return await persistent.StartAsync(resource, spec, log.Add);
        status.Say($"goes on with process {running.Process.Id} of an earlier run");
        return persistent.Adopt(resource, running, log.Add);
    }

    private async Task<(bool ByItself, int? ExitCode)> RunOnceAsync(IRunningProcess process, LifeEnd end)
    {
        status.Running(process.Id);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(end.Asked);
        var watch = health.WatchAsync(resource, status, ended.Token);
        try
        {
            return (true, await process.Exited.WaitAsync(end.Asked));
        }
        catch (OperationCanceledException) when (end.Asked.IsCancellationRequested)
        {
            if (end.IsOfTheApplication && process.OutlivesTheApplication)
            {
                await process.LetGoAsync();
                return (false, null);
            }

            status.Stopping();
            await process.StopAsync(options.StopGrace, end.AtOnce);
            status.Stopped(await process.Exited);
            return (false, null);
        }
        finally
        {
            await ended.CancelAsync();
            await watch;
        }
    }

    private string WhyEnded(int? exitCode) => ExitText.Of(exitCode) + (LastWords() is { } words ? $": {words}" : "") + string.Concat(LostPorts().Select(port => $"; {port}"));

    /// <summary>The last line, or better the last error, which a line of the other stream may have overtaken.</summary>
    private string? LastWords()
    {
        var lines = log.Last(5);
        return lines.Any(line => line.IsErrorMessage) ? lines.Last(line => line.IsErrorMessage).Content : lines.Count == 0 ? null : lines[^1].Content;
    }

    /// <summary>Ports were free when they were chosen. Nothing of the resource runs any more: whoever listens there now has been quicker.</summary>
    private IEnumerable<string> LostPorts() => resource.Endpoints().Where(endpoint => endpoint.AllocatedEndpoint is { Port: var port } && !Ports.IsFree(port)).Select(endpoint =>
        $"port {endpoint.AllocatedEndpoint!.Port} of '{resource.Name}' has been taken by another program meanwhile{PortHolder.Words(endpoint.AllocatedEndpoint.Port)}");
}
