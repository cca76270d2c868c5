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

    public static void Signal(int leader, StopSignal signal) => Send(leader, (int)signal);

    public static void Kill(int leader) => Send(leader, SigKill);

    /// <summary>Ends what is left of the group of a leader that has ended.</summary>
    public static void Sweep(int leader)
    {
        if (!OperatingSystem.IsWindows())
            _ = SendSignal(-leader, SigKill);
    }

    private static void Send(int leader, int signal)
    {
        if (OperatingSystem.IsWindows())
            KillTree(leader);
        // A process that was started this very moment does not lead its group yet.
        else if (SendSignal(-leader, signal) != 0)
            _ = SendSignal(leader, signal);
    }

    private static void KillTree(int leader)
    {
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

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int pid, int signal);
}
