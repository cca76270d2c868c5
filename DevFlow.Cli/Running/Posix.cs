using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace DevFlow.Cli.Running;

/// <summary>What .NET does not offer of POSIX.</summary>
[UnsupportedOSPlatform("windows")]
internal static partial class Posix
{
    public const int BadDescriptor = 9;
    public const int BrokenPipe = 32;
    public const int Interrupted = 4;
    public const int NotExecutableFormat = 8;

    public const short PollOut = 4;

    public const int SigPipe = 13;

    /// <summary>Larger than the types of signal sets, attributes and file actions of any system.</summary>
    public const int OpaqueSize = 512;

    /// <summary>POSIX_SPAWN_SETSIGDEF.</summary>
    public const short ResetsSignals = 4;

    /// <summary>EAGAIN.</summary>
    public static int TryAgain => OperatingSystem.IsLinux() ? 11 : 35;

    public static int SigChild => OperatingSystem.IsLinux() ? 17 : 20;

    [LibraryImport("libc", EntryPoint = "isatty", SetLastError = true)]
    public static partial int IsATerminal(int descriptor);

    [LibraryImport("libc", EntryPoint = "tcgetpgrp")]
    public static partial int ForegroundGroup(int descriptor);

    [LibraryImport("libc", EntryPoint = "getpgid")]
    public static partial int GroupOf(int process);

    [LibraryImport("libc", EntryPoint = "kill")]
    public static partial int Kill(int process, int signal);

    /// <param name="signal">The signal.</param>
    /// <param name="handler">0 for the default.</param>
    [LibraryImport("libc", EntryPoint = "signal")]
    public static partial nint Signal(int signal, nint handler);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static unsafe partial nint Write(int descriptor, byte* bytes, nint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(ref PollRequest request, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    public static partial int Wait(int process, out int status, int options);

    [LibraryImport("libc", EntryPoint = "execve", SetLastError = true)]
    public static unsafe partial int Execute(byte* path, byte** arguments, byte** environment);

    [LibraryImport("libc", EntryPoint = "posix_spawn")]
    public static unsafe partial int Spawn(out int process, byte* path, byte* fileActions, byte* attributes, byte** arguments, byte** environment);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    public static unsafe partial int InitFileActions(byte* fileActions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    public static unsafe partial int AddDuplicate(byte* fileActions, int descriptor, int target);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    public static unsafe partial int InitAttributes(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    public static unsafe partial int SetFlags(byte* attributes, short flags);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    public static unsafe partial int SetDefaultSignals(byte* attributes, byte* signals);

    [LibraryImport("libc", EntryPoint = "sigemptyset")]
    public static unsafe partial int EmptySet(byte* signals);

    [LibraryImport("libc", EntryPoint = "sigaddset")]
    public static unsafe partial int AddSignal(byte* signals, int signal);
}
