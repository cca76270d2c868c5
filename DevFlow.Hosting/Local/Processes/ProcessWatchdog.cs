using System.Diagnostics;

namespace DevFlow.Hosting.Local;

/// <summary>
/// Ends the children when the host itself is killed. A shell reads the list of process groups from a pipe that only the host
/// holds open: when the host dies, however it dies, the pipe ends and the shell stops what is still on the list.
/// </summary>
internal sealed class ProcessWatchdog : IDisposable
{
    // Lines read: "add <process group> <signal>", "del <process group>".
    // The shell ignores the signals that a terminal sends to everything that runs in it.
    private const string Script = """
        trap '' INT TERM HUP
        groups="$*"
        while read -r verb group signal; do
          case "$verb" in
            add) groups="$groups $group:$signal" ;;
            del) kept=''; for g in $groups; do [ "${g%%:*}" = "$group" ] || kept="$kept $g"; done; groups=$kept ;;
          esac
        done
        for g in $groups; do kill -s "${g##*:}" -- "-${g%%:*}" 2>/dev/null; done
        for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
          left=''
          for g in $groups; do kill -s 0 -- "-${g%%:*}" 2>/dev/null && left=1; done
          [ -n "$left" ] || exit 0
          sleep 0.1
        done
        for g in $groups; do kill -s KILL -- "-${g%%:*}" 2>/dev/null; done
        """;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, string> _groups = [];
    private Process? _shell;
    private bool _disposed;

    /// <summary>The shell's process id; null while there was nothing to guard yet.</summary>
    public int? ProcessId
    {
        get
        {
            lock (_gate)
                return _shell?.Id;
        }
    }

    public void Guard(int group, StopSignal signal)
    {
        lock (_gate)
        {
            _groups[group] = signal == StopSignal.Interrupt ? "INT" : "TERM";
            Tell($"add {group} {_groups[group]}");
        }
    }

    public void Release(int group)
    {
        lock (_gate)
        {
            _groups.Remove(group);
            Tell($"del {group}");
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            End();
        }
    }

    /// <summary>A shell that hears nothing more has been killed: its end is on the way, and with it another shell.</summary>
    private void Tell(string line)
    {
        // Windows ends a console's processes with the console; a job object would be the way to do better there.
        if (OperatingSystem.IsWindows() || _disposed)
            return;
        if (_shell is null)
            Start();
        else
            Write(_shell, line);
    }

    private void Start()
    {
        // What is there already goes in with the command line: between a start and a first line nothing would be guarded.
        string[] arguments = ["-c", Script, "sh", .. _groups.Select(group => $"{group.Key}:{group.Value}")];
        var (file, leading) = ProcessGroup.Lead("/bin/sh", arguments);
        var shell = Process.Start(new ProcessStartInfo(file, leading) { RedirectStandardInput = true, UseShellExecute = false })
            ?? throw new DistributedApplicationException("/bin/sh could not be started to watch over the child processes.");
        _shell = shell;
        // The event comes under a lock of the process that its disposal takes too: never wait for our own lock in there.
        shell.Exited += (_, _) => ThreadPool.QueueUserWorkItem(Replace, shell, preferLocal: false);
        shell.EnableRaisingEvents = true;
    }

    private void Replace(Process ended)
    {
        lock (_gate)
        {
            if (_disposed || _shell != ended)
                return;
            End();
            try
            {
                Start();
            }
            catch (Exception fault) when (fault is System.ComponentModel.Win32Exception or IOException or DistributedApplicationException)
            {
                // On the thread pool an exception would take the host down. The next child that is started tries again.
            }
        }
    }

    private void End()
    {
        _shell?.StandardInput.Close();
        _shell?.Dispose();
        _shell = null;
    }

    private static void Write(Process shell, string line)
    {
        try
        {
            shell.StandardInput.WriteLine(line);
        }
        catch (IOException)
        {
            // Somebody killed it; see Replace.
        }
    }
}
