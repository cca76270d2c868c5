using System.Runtime.InteropServices;

namespace DevFlow.Dashboard.Telemetry;

[StructLayout(LayoutKind.Auto)]
public readonly record struct ServiceCount(string Service, int Count);
