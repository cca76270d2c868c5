using System.Runtime.InteropServices;

namespace DevFlow.Cli.Running;

/// <summary>struct pollfd.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollRequest
{
    public int Descriptor;
    public short Events;
    public short ReturnedEvents;
}
