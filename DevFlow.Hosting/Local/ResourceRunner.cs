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
    ProcessWatchdog watchdog,
    TimeProvider time)
{
    private const int MaxRestarts = 10;
    private const int LastLines = 10;

    private Task _life = Task.CompletedTask;
    private ChildProcess? _process;

    public void Start(CancellationToken stopping) => _life = Task.Run(() => LiveAsync(stopping), CancellationToken.None);

    public async Task StopAsync()
    {
        if (_process is { Exited.IsCompleted: false } process)
        {
            await PublishAsync(KnownResourceStates.Stopping);
            await process.StopAsync();
        }

        await _life;
    }

    private async Task LiveAsync(CancellationToken stopping)
    {
        try
        {
            await WaitForOthersAsync(stopping);
            for (var restarts = 0; await RunOnceAsync(stopping) && restarts < MaxRestarts; restarts++)
            {
                var pause = TimeSpan.FromMilliseconds(250 * Math.Pow(2, Math.Min(restarts, 5)));
                Say($"ended by itself; starting it again in {pause.TotalSeconds:0.##} s");
                await Task.Delay(pause, time, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await PublishAsync(KnownResourceStates.Exited);
        }
        catch (Exception fault) when (fault is DistributedApplicationException or IOException or System.ComponentModel.Win32Exception or UnauthorizedAccessException)
        {
            Say(fault.Message);
            await PublishAsync(KnownResourceStates.FailedToStart, "error");
        }
    }

    /// <returns>Whether it ended by itself and wants to be started again.</returns>
    private async Task<bool> RunOnceAsync(CancellationToken stopping)
    {
        await PublishAsync(KnownResourceStates.Starting);
        var result = await launcher.PrepareAsync(resource, Say, stopping);
        if (result.SkipReason is { } reason)
        {
            Say(reason);
            await PublishAsync(LocalResourceStates.Skipped, "warning");
            return false;
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        if (result.Process is not { } spec)
        {
            await PublishRunningAsync();
            await health.WatchAsync(resource, ended.Token);
            return false;
        }

        stopping.ThrowIfCancellationRequested();
        _process = ChildProcess.Start(spec, log.Add, watchdog, time);
        await PublishRunningAsync();
        var watch = health.WatchAsync(resource, ended.Token);
        var exitCode = await _process.Exited;
        await ended.CancelAsync();
        await watch;
        return await EndedAsync(exitCode, stopping) && spec.Restart;
    }

    /// <returns>Whether it ended by itself.</returns>
    private async Task<bool> EndedAsync(int exitCode, CancellationToken stopping)
    {
        var byItself = !stopping.IsCancellationRequested;
        if (byItself && exitCode != 0)
            Say($"ended with exit code {exitCode}");
        await notifications.PublishUpdateAsync(resource, snapshot => snapshot with
        {
            State = new(byItself && exitCode == 0 ? KnownResourceStates.Finished : KnownResourceStates.Exited, byItself && exitCode != 0 ? "error" : null),
            ExitCode = exitCode,
            StopTimeStamp = time.GetUtcNow().UtcDateTime,
        });
        return byItself;
    }

    private async Task WaitForOthersAsync(CancellationToken stopping)
    {
        foreach (var wait in resource.Of<WaitAnnotation>())
        {
            await PublishAsync(KnownResourceStates.Waiting);
            var seen = await notifications.WaitForResourceAsync(wait.Resource.Name, change => IsMet(wait, change.Snapshot), stopping);
            if (seen.Snapshot.State?.Text == LocalResourceStates.Skipped)
                Say($"starts without '{wait.Resource.Name}', which is skipped on this machine");
        }
    }

    private static bool IsMet(WaitAnnotation wait, CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text == LocalResourceStates.Skipped || (wait.WaitType == WaitType.WaitForCompletion
            ? KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text ?? "") && snapshot.ExitCode == wait.ExitCode
            : snapshot.HealthStatus == HealthStatus.Healthy);

    private Task PublishRunningAsync() => notifications.PublishUpdateAsync(resource, snapshot => snapshot with
    {
        State = new(KnownResourceStates.Running, "success"),
        StartTimeStamp = time.GetUtcNow().UtcDateTime,
        StopTimeStamp = null,
        ExitCode = null,
        HealthReports = [.. resource.Of<HealthCheckAnnotation>().Select(check => new HealthReportSnapshot(check.Key, Status: null, Description: null, ExceptionText: null))],
    });

    private Task PublishAsync(string state, string? style = null) =>
        notifications.PublishUpdateAsync(resource, snapshot => snapshot with { State = new(state, style) });

    private void Say(string message) => log.Add(message, isError: false);

    /// <summary>What to show of a resource that has failed.</summary>
    public IReadOnlyList<LogLine> Tail() => log.Last(LastLines);
}
