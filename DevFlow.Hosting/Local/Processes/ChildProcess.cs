using CliWrap;

namespace DevFlow.Hosting.Local;

/// <summary>A running process and everything that it started, which end together.</summary>
internal sealed class ChildProcess
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly LaunchSpec _spec;
    private readonly ProcessWatchdog _watchdog;
    private readonly TimeProvider _time;

    private ChildProcess(LaunchSpec spec, ProcessWatchdog watchdog, TimeProvider time, CommandTask<CommandResult> running)
    {
        _spec = spec;
        _watchdog = watchdog;
        _time = time;
        Id = running.ProcessId;
        Exited = WaitAsync(running);
    }

    public int Id { get; }

    /// <summary>The exit code, once the process has ended and nothing of its tree is left.</summary>
    public Task<int> Exited { get; }

    public static ChildProcess Start(LaunchSpec spec, Action<string, bool> onLine, ProcessWatchdog watchdog, TimeProvider time)
    {
        var (file, arguments) = ProcessGroup.Lead(spec.FileName, spec.Arguments);
        var command = Cli.Wrap(file)
            .WithArguments(arguments)
            .WithWorkingDirectory(spec.WorkingDirectory)
            .WithEnvironmentVariables(spec.Environment)
            .WithValidation(CommandResultValidation.None)
            .WithStandardOutputPipe(PipeTarget.ToDelegate(line => onLine(line, false)))
            .WithStandardErrorPipe(PipeTarget.ToDelegate(line => onLine(line, true)));
        return new(spec, watchdog, time, command.ExecuteAsync());
    }

    /// <summary>Asks the whole tree to end, and ends it when it has not within the grace period.</summary>
    public async Task StopAsync()
    {
        ProcessGroup.Signal(Id, _spec.StopSignal);
        try
        {
            await Exited.WaitAsync(Grace, _time);
        }
        catch (TimeoutException)
        {
            ProcessGroup.Kill(Id);
            await Exited;
        }
    }

    private async Task<int> WaitAsync(CommandTask<CommandResult> running)
    {
        _watchdog.Guard(Id, _spec.StopSignal);
        try
        {
            // The streams stay open as long as anything of the tree holds them, so the leader's end is watched for itself.
            await Task.WhenAny(running.Task, ProcessGroup.LeaderExitedAsync(Id));
            ProcessGroup.Kill(Id);
            return (await running.Task).ExitCode;
        }
        finally
        {
            _watchdog.Release(Id);
        }
    }
}
