using DevFlow.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DevFlow.Hosting.Local;

/// <summary>Carries one resource through its life: wait, prepare, run, be watched, end.</summary>
internal sealed class ResourceRunner(
    IResource resource,
    ResourceNotificationService notifications,
    LogBacklog log,
    ResourceLauncher launcher,
    ResourceHealth health,
    ChildProcesses processes,
    TimeProvider time)
{
    private const int MaxRestarts = 10;

    // A process that lived as long as this was in good health; its next end is the first of a new row.
    private static readonly TimeSpan Steady = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private Task _life = Task.CompletedTask;
    private ChildProcess? _process;

    public void Start(CancellationToken stopping) => _life = Task.Run(() => LiveAsync(stopping), CancellationToken.None);

    /// <summary>Ends the resource. The token that <see cref="Start"/> was given has been cancelled before.</summary>
    public async Task StopAsync(TimeSpan grace, CancellationToken impatient)
    {
        ChildProcess? process;
        lock (_gate)
            process = _process;
        if (process is { Exited.IsCompleted: false })
        {
            await notifications.PublishUpdateAsync(resource, snapshot => IsTerminal(snapshot) ? snapshot : snapshot with { State = KnownResourceStates.Stopping });
            await process.StopAsync(grace, impatient);
        }

        await _life.WaitAsync(impatient).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task LiveAsync(CancellationToken stopping)
    {
        try
        {
            await WaitForOthersAsync(stopping);
            await RunAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await PublishAsync(KnownResourceStates.Exited);
        }
        catch (Exception fault)
        {
            // Whatever went wrong, in a callback of the app host or in a stand-in, is told of this resource and spares the others.
            var reason = fault is DistributedApplicationException ? fault.Message : $"{fault.GetType().Name}: {fault.Message}";
            Say(reason);
            await PublishAsync(KnownResourceStates.FailedToStart, "error", reason);
        }
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        var restarts = 0;
        while (true)
        {
            var started = time.GetTimestamp();
            if (await RunOnceAsync(stopping) is not { } exitCode)
                return;
            restarts = time.GetElapsedTime(started) > Steady ? 1 : restarts + 1;
            if (restarts > MaxRestarts)
            {
                Say($"ended {restarts} times in a row; it is not started again");
                await PublishEndAsync(exitCode, byItself: true);
                return;
            }

            var pause = TimeSpan.FromMilliseconds(125 * Math.Pow(2, Math.Min(restarts, 6)));
            var reason = $"ended with exit code {exitCode}; starting it again in {pause.TotalSeconds:0.##} s";
            Say(reason);
            await PublishAsync(KnownResourceStates.Starting, reason: reason);
            await Task.Delay(pause, time, stopping);
        }
    }

    /// <returns>The exit code, when it ended by itself and wants to be started again.</returns>
    private async Task<int?> RunOnceAsync(CancellationToken stopping)
    {
        await PublishAsync(KnownResourceStates.Starting);
        var result = await launcher.PrepareAsync(resource, Say, stopping);
        if (result.SkipReason is { } reason)
        {
            Say(reason);
            await PublishAsync(LocalResourceStates.Skipped, "warning", reason);
            return null;
        }

        if (result.Process is not { } spec)
        {
            await PublishRunningAsync();
            await health.WatchAsync(resource, stopping);
            throw new OperationCanceledException(stopping);
        }

        var process = StartProcess(spec, stopping);
        await PublishRunningAsync();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var watch = health.WatchAsync(resource, ended.Token);
        var exitCode = await process.Exited;
        await ended.CancelAsync();
        await watch;
        var byItself = !stopping.IsCancellationRequested;
        if (byItself && spec.Restart)
            return exitCode;
        await PublishEndAsync(exitCode, byItself);
        return null;
    }

    /// <summary>Whoever stops the resource either finds the process here, or has kept it from being started.</summary>
    private ChildProcess StartProcess(LaunchSpec spec, CancellationToken stopping)
    {
        lock (_gate)
        {
            stopping.ThrowIfCancellationRequested();
            return _process = processes.Start(spec, log.Add);
        }
    }

    private async Task WaitForOthersAsync(CancellationToken stopping)
    {
        foreach (var wait in resource.Of<WaitAnnotation>())
        {
            await PublishAsync(KnownResourceStates.Waiting);
            var seen = await notifications.FirstAsync(wait.Resource.Name, change => IsMet(wait, change.Snapshot), stopping);
            if (seen.Snapshot.State?.Text == LocalResourceStates.Skipped)
                Say($"starts without '{wait.Resource.Name}', which is skipped on this machine");
        }
    }

    private static bool IsMet(WaitAnnotation wait, CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text == LocalResourceStates.Skipped || (wait.WaitType == WaitType.WaitForCompletion
            ? IsTerminal(snapshot) && snapshot.ExitCode == wait.ExitCode
            : snapshot.HealthStatus == HealthStatus.Healthy);

    private static bool IsTerminal(CustomResourceSnapshot snapshot) => KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text ?? "");

    private Task PublishRunningAsync() => notifications.PublishUpdateAsync(resource, snapshot => snapshot with
    {
        State = new(KnownResourceStates.Running, "success"),
        Reason = null,
        StartTimeStamp = time.GetUtcNow().UtcDateTime,
        StopTimeStamp = null,
        ExitCode = null,
        HealthReports = [.. resource.Of<HealthCheckAnnotation>().Select(check => new HealthReportSnapshot(check.Key, Status: null, Description: null, ExceptionText: null))],
    });

    private Task PublishEndAsync(int exitCode, bool byItself)
    {
        var failed = byItself && exitCode != 0;
        var lastLine = failed && log.Last(1) is [var line] ? line.Content : null;
        return notifications.PublishUpdateAsync(resource, snapshot => snapshot with
        {
            State = new(byItself && !failed ? KnownResourceStates.Finished : KnownResourceStates.Exited, failed ? "error" : null),
            Reason = failed ? string.Join(": ", ((string?[])[$"exit code {exitCode}", lastLine]).OfType<string>()) : null,
            ExitCode = exitCode,
            StopTimeStamp = time.GetUtcNow().UtcDateTime,
        });
    }

    private Task PublishAsync(string state, string? style = null, string? reason = null) =>
        notifications.PublishUpdateAsync(resource, snapshot => snapshot with { State = new(state, style), Reason = reason });

    private void Say(string message)
    {
        foreach (var line in message.Split('\n'))
            log.Add(line, isError: false);
    }
}
