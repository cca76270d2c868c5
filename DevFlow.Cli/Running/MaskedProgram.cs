using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using DevFlow.Secrets;

namespace DevFlow.Cli.Running;

/// <summary>Runs a program whose output goes through devflow.</summary>
/// <param name="image">The program.</param>
/// <param name="masksOutput">Whether its standard output does. What does not is that of devflow, and so is its standard input.</param>
/// <param name="masksError">Whether its standard error does.</param>
[UnsupportedOSPlatform("windows")]
internal sealed class MaskedProgram(ProgramImage image, bool masksOutput, bool masksError)
{
    // Reads and writes wait on threads of the pool, which would grant more than one a processor only after half a second.
    private const int Threads = 8;

    private readonly List<string> _faults = [];

    /// <summary>Runs it to its end.</summary>
    /// <param name="values">What it must not print.</param>
    /// <param name="workspace">Closed while the program runs.</param>
    /// <returns>Its exit code; 128 and the signal for one that died of a signal.</returns>
    /// <exception cref="RunException">The system refuses to execute it.</exception>
    public async Task<int> RunAsync(IReadOnlyList<string> values, SecretsWorkspace workspace)
    {
        ThreadPool.SetMinThreads(Threads, Threads);
        await using var output = masksOutput ? new AnonymousPipeServerStream(PipeDirection.In) : null;
        await using var error = masksError ? new AnonymousPipeServerStream(PipeDirection.In) : null;
        using var signals = new SignalForwarding();
        var process = image.Spawn(output?.ClientSafePipeHandle, error?.ClientSafePipeHandle);
        signals.To(process);
        output?.DisposeLocalCopyOfClientHandle();
        error?.DisposeLocalCopyOfClientHandle();

        // Not waited for: every access is on record, and what a short program leaves unfinished here is done by the next process that keeps the audit.
        _ = Task.Run(workspace.DisposeAsync);
        var ended = Task.Factory.StartNew(() => Wait(process, signals), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var over = Task.WhenAll(ended, signals.Ending);
        var mask = new SecretStreamMask(values);
        await Task.WhenAll(ended, CopyAsync(mask, output, Descriptors.Output, over), CopyAsync(mask, error, Descriptors.Error, over));

        foreach (var fault in _faults)
            Talk.Error(fault);
        var exitCode = await ended;
        return exitCode == ExitCodes.Fine && _faults.Count > 0 ? ExitCodes.CheckFailed : exitCode;
    }

    private static int Wait(int process, SignalForwarding signals)
    {
        int status;
        while (Posix.Wait(process, out status, options: 0) < 0 && Marshal.GetLastPInvokeError() == Posix.Interrupted)
        {
            // Waits on.
        }

        signals.End();
        var signal = status & 0x7f;
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal;
    }

    private async Task CopyAsync(SecretStreamMask mask, Stream? pipe, int descriptor, Task over)
    {
        if (pipe is null)
            return;
        await using var output = new ProgramOutput(pipe, over, TimeProvider.System);
        await using var target = new OutputStream(descriptor);
        try
        {
            await mask.CopyAsync(output, target, CancellationToken.None);
        }
        catch (BrokenPipeException)
        {
            // Whoever read it has gone. With the pipe closed, so does the program: by SIGPIPE, as it would without devflow.
        }
        catch (IOException fault)
        {
            lock (_faults)
                _faults.Add($"what the program printed could not be written: {fault.Message}");
        }
    }
}
