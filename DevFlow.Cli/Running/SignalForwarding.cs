using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace DevFlow.Cli.Running;

/// <summary>
/// Hands the signals that reach devflow on to its program. devflow itself goes on: it ends when the program does, however long that takes, and kills nobody.
/// Once the program has ended, they are for devflow, which may be waiting for what it left behind.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class SignalForwarding : IDisposable
{
    private const int Hangup = 1;
    private const int Interrupt = 2;
    private const int Quit = 3;
    private const int Terminate = 15;
    private const int WindowChanged = 28;

    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly List<int> _early = [];
    private readonly TaskCompletionSource _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private int _process;
    private bool _hasEnded;

    public SignalForwarding()
    {
        foreach (var signal in (int[])[Hangup, Interrupt, Quit, Terminate, WindowChanged, User1, User2])
            _registrations.Add(PosixSignalRegistration.Create((PosixSignal)signal, context => Take(context, signal)));
    }

    private static int User1 => OperatingSystem.IsLinux() ? 10 : 30;

    private static int User2 => OperatingSystem.IsLinux() ? 12 : 31;

    /// <summary>Ends when a signal has come that ends programs.</summary>
    public Task Ending => _ending.Task;

    /// <summary>To this process from now on; what came before it was there, too.</summary>
    public void To(int process)
    {
        lock (_lock)
        {
            _process = process;
            foreach (var signal in _early)
                _ = Posix.Kill(process, signal);
        }
    }

    /// <summary>To nobody any more: the number of the process may become another's.</summary>
    public void End()
    {
        lock (_lock)
            _hasEnded = true;
    }

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void Take(PosixSignalContext context, int signal)
    {
        context.Cancel = true;
        if (signal is Hangup or Interrupt or Quit or Terminate)
            _ending.TrySetResult();
        lock (_lock)
        {
            if (_process == 0)
                _early.Add(signal);
            else if (!_hasEnded && !(IsOfTerminal(signal) && SharesTerminal(_process)))
                _ = Posix.Kill(_process, signal);
        }
    }

    private static bool IsOfTerminal(int signal) => signal is Interrupt or Quit or WindowChanged;

    // What is typed on a terminal, and its change of size, reaches every process of the group in its foreground, and so the program already. .NET does not
    // tell who sent a signal: one that is sent to devflow alone, while it is in the foreground of a terminal, is taken for one of these.
    private static bool SharesTerminal(int process)
    {
        try
        {
            using var terminal = File.OpenHandle("/dev/tty");
            var group = Posix.GroupOf(0);
            return Posix.ForegroundGroup((int)terminal.DangerousGetHandle()) == group && Posix.GroupOf(process) == group;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
