using System.Runtime.InteropServices;

namespace DevFlow.Dashboard.Telemetry;

/// <summary>An attribute of a resource, span, event or log entry, its value as text.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Field(string Name, string Value);
