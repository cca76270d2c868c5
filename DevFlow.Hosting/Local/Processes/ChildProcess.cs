using System.Diagnostics;

namespace DevFlow.Hosting.Local;

/// <summary>A running process and everything that it started, which end together.</summary>
internal sealed class ChildProcess : IRunningProcess
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private readonly LaunchSpec _spec;
    private readonly ProcessWatchdog _watchdog;
    private readonly ChildRecord _record;
    private readonly TimeProvider _time;

    public ChildProcess(Process process, LaunchSpec spec, Action<string, bool> onLine, ProcessWatchdog watchdog, ChildRecord record, TimeProvider time)
    {
        _spec = spec;
        _watchdog = watchdog;
        _record = record;
        _time = time;
        Id = process.Id;
        Input = spec.KeepsInput ? process.StandardInput.BaseStream : Stream.Null;
        Exited = LiveAsync(process, onLine);
    }

    public int Id { get; }

    /// <summary>Its standard input; goes nowhere unless the start said that it is kept.</summary>
    public Stream Input { get; }

    public Task<int?> Exited { get; }

    public bool OutlivesTheApplication => false;

    public async Task StopAsync(TimeSpan grace, CancellationToken impatient)
    {
        ProcessGroup.Signal(Id, _spec.StopSignal);
        try
        {
            await Exited.WaitAsync(grace, _time, impatient);
        }
        catch (Exception end) when (end is TimeoutException or OperationCanceledException)
        {
            Kill();
            await Exited;
        }
    }

    public Task LetGoAsync() => throw new NotSupportedException("It ends with the application.");

    public void Kill()
    {
        if (!Exited.IsCompleted)
            ProcessGroup.Kill(Id);
    }

    private async Task<int?> LiveAsync(Process process, Action<string, bool> onLine)
    {
        using var child = process;
        using var deaf = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _time);
        try
        {
            _watchdog.Guard(Id, _spec.StopSignal);
            _record.Add(Id, _spec.StopSignal);
        }
        catch
        {
            // What is not guarded must not live: nobody would end it with the host.
            ProcessGroup.Kill(Id);
            throw;
        }

        try
        {
            var output = Task.WhenAll(
                ReadAsync(child.StandardOutput, line => onLine(line, false), deaf.Token),
                ReadAsync(child.StandardError, line => onLine(line, true), deaf.Token));
            if (!_spec.KeepsInput)
                child.StandardInput.Close();
            await child.WaitForExitAsync(CancellationToken.None);
            ProcessGroup.Sweep(Id);
            // A descendant that made a group of its own may hold the streams open for as long as it lives.
            deaf.CancelAfter(LastWords);
            await output;
            return child.ExitCode;
        }
        finally
        {
            _watchdog.Release(Id);
            _record.Remove(Id);
        }
    }

    private static async Task ReadAsync(StreamReader stream, Action<string> onLine, CancellationToken cancellationToken)
    {
        // A process that is disposed leaves streams open that somebody has looked at.
        using var open = stream;
        try
        {
            while (await stream.ReadLineAsync(cancellationToken) is { } line)
                onLine(line);
        }
        catch (OperationCanceledException)
        {
            // Nobody of ours is left to write.
        }
    }
}
