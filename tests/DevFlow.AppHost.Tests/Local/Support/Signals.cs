using System.Runtime.InteropServices;

namespace DevFlow.AppHost.Tests;

internal static class Signals
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;

    public static void Send(int process, int signal) => _ = SendSignal(process, signal);

#pragma warning disable SYSLIB1054 // One call in tests is not worth unsafe blocks.
    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int pid, int signal);
#pragma warning restore SYSLIB1054
}
