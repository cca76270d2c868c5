using System.ComponentModel;
using System.Diagnostics;

namespace DevFlow.Hosting.Local;

/// <summary>Starts processes, each at the head of a group of its own and under the watchdog's eyes.</summary>
internal sealed class ChildProcesses(ProcessWatchdog watchdog, ChildRecord record, TimeProvider time)
{
    /// <exception cref="DistributedApplicationException">It cannot be started.</exception>
    public ChildProcess Start(LaunchSpec spec, Action<string, bool> onLine)
    {
        if (!Directory.Exists(spec.WorkingDirectory))
            throw new DistributedApplicationException($"{spec.FileName} cannot be started: its working directory {spec.WorkingDirectory} does not exist.");

        var (file, arguments) = ProcessGroup.Lead(spec.FileName, spec.Arguments);
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = spec.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in start.Environment.Keys.Where(name => !spec.Inherits(name)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in spec.Environment)
            start.Environment[name] = value;
        try
        {
            return new(Process.Start(start)!, spec, onLine, watchdog, record, time);
        }
        catch (Win32Exception fault)
        {
            throw new DistributedApplicationException($"{spec.FileName} cannot be started: {fault.Message}", fault);
        }
    }

    /// <summary>Runs a process to its end; when the token is cancelled, its end comes at once.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(LaunchSpec spec, Action<string, bool> onLine, CancellationToken cancellationToken)
    {
        var process = Start(spec, onLine);
        await using (cancellationToken.UnsafeRegister(static child => ((ChildProcess)child!).Kill(), process))
        {
            var exitCode = await process.Exited;
            cancellationToken.ThrowIfCancellationRequested();
            return exitCode ?? throw new InvalidOperationException("A child's exit code is always known.");
        }
    }
}
