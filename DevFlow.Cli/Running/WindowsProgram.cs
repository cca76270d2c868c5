using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using DevFlow.Secrets;

namespace DevFlow.Cli.Running;

/// <summary>Runs a program on Windows, which has neither the signals nor the replacement of processes that Unix has.</summary>
/// <param name="start">The program and its environment.</param>
[SupportedOSPlatform("windows")]
internal sealed class WindowsProgram(ProcessStartInfo start)
{
    private static readonly PosixSignal[] _signals = [PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];

    /// <summary>Runs it to its end.</summary>
    /// <param name="values">What it must not print, where a stream is redirected.</param>
    /// <returns>Its exit code.</returns>
    /// <exception cref="RunException">The system refuses to execute it.</exception>
    public async Task<int> RunAsync(IReadOnlyList<string> values)
    {
        // The console tells each of its processes; devflow ends when the program does.
        var ending = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var registrations = Array.ConvertAll(_signals, signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            ending.TrySetResult();
        }));
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception fault)
        {
            throw ProgramPath.Explain(fault.NativeErrorCode, start.FileName);
        }

        var ended = process.WaitForExitAsync(CancellationToken.None);
        var over = Task.WhenAll(ended, ending.Task);
        var mask = new SecretStreamMask(values);
        await Task.WhenAll(
            ended,
            start.RedirectStandardOutput ? CopyAsync(mask, process.StandardOutput, Console.OpenStandardOutput(), over) : Task.CompletedTask,
            start.RedirectStandardError ? CopyAsync(mask, process.StandardError, Console.OpenStandardError(), over) : Task.CompletedTask);
        Array.ForEach(registrations, registration => registration.Dispose());
        return process.ExitCode;
    }

    private static async Task CopyAsync(SecretStreamMask mask, StreamReader from, Stream to, Task over)
    {
        await using var output = new ProgramOutput(from.BaseStream, over, TimeProvider.System);
        await using (to)
            await mask.CopyAsync(output, to, CancellationToken.None);
    }
}
