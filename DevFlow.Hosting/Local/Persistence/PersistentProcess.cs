using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace DevFlow.Hosting.Local;

/// <summary>
/// A process that lives on when the application ends. It writes into a file instead of a pipe, which would break with the host,
/// and stands under no watchdog. It may have been started by an earlier run: then its exit code goes to nobody.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "It may be let go of after its end; the source has no timer.")]
internal sealed class PersistentProcess : IRunningProcess
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ProcessIdentity _identity;
    private readonly StopSignal _signal;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _letGo = new();
    private readonly Task _following;

    public PersistentProcess(ProcessIdentity identity, StopSignal signal, Process? own, FileFollower output, TimeProvider time)
    {
        (_identity, _signal, _time) = (identity, signal, time);
        var ended = new CancellationTokenSource();
        _following = output.RunAsync(fromTheEnd: own is null, CancellationTokenSource.CreateLinkedTokenSource(ended.Token, _letGo.Token).Token);
        Exited = LiveAsync(own, ended);
    }

    public int Id => _identity.Id;

    public Task<int?> Exited { get; }

    public bool OutlivesTheApplication => true;

    public async Task StopAsync(TimeSpan grace, CancellationToken impatient)
    {
        ProcessGroup.Signal(_identity.Id, _signal);
        try
        {
            await Exited.WaitAsync(grace, _time, impatient);
        }
        catch (Exception end) when (end is TimeoutException or OperationCanceledException)
        {
            ProcessGroup.Kill(_identity.Id);
            await Exited;
        }
    }

    public async Task LetGoAsync()
    {
        await _letGo.CancelAsync();
        await _following;
    }

    private async Task<int?> LiveAsync(Process? own, CancellationTokenSource ended)
    {
        int? exitCode = null;
        if (own is null)
        {
            while (_identity.IsAlive)
                await Task.Delay(Pause, _time, _letGo.Token);
        }
        else
        {
            await own.WaitForExitAsync(_letGo.Token);
            exitCode = own.ExitCode;
            own.Dispose();
        }

        ProcessGroup.Sweep(_identity.Id);
        await ended.CancelAsync();
        await _following;
        return exitCode;
    }
}
