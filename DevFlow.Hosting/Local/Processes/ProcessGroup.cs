using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DevFlow.Hosting.Local;

/// <summary>
/// A process and all that it starts, addressed as one. On Unix every child leads a session of its own: a signal to the
/// negative process id reaches the whole group, and a Ctrl+C in the terminal reaches the host alone, which then stops
/// its children in order.
/// </summary>
internal static partial class ProcessGroup
{
    private const int SigKill = 9;

    /// <summary>The command line that makes the program the leader of a new session. The process id stays that of the program.</summary>
    public static (string FileName, IEnumerable<string> Arguments) Lead(string fileName, IReadOnlyList<string> arguments)
    {
        if (OperatingSystem.IsWindows())
            return (fileName, arguments);
        // macOS has no setsid(1), but ships Perl.
        return OperatingSystem.IsMacOS()
            ? ("/usr/bin/perl", ["-MPOSIX", "-e", "POSIX::setsid(); exec { $ARGV[0] } @ARGV or die \"$ARGV[0]: $!\\n\"", fileName, .. arguments])
            : ("setsid", ["--", fileName, .. arguments]);
    }

    public static void Signal(int leader, StopSignal signal)
    {
        if (OperatingSystem.IsWindows())
            Kill(leader);
        else
            _ = SendSignal(-leader, (int)signal);
    }

    public static void Kill(int leader)
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SendSignal(-leader, SigKill);
            return;
        }

        try
        {
            using var process = Process.GetProcessById(leader);
            process.Kill(entireProcessTree: true);
        }
        catch (ArgumentException)
        {
            // It has ended by itself.
        }
    }

    public static async Task LeaderExitedAsync(int leader)
    {
        try
        {
            using var process = Process.GetProcessById(leader);
            await process.WaitForExitAsync();
        }
        catch (ArgumentException)
        {
            // It has ended by itself.
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int pid, int signal);
}
