using System.Runtime.InteropServices;

namespace DevFlow.Hosting.Dashboard;

/// <param name="Number">Its number in the resource's log, from 1.</param>
/// <param name="Time">When it was heard.</param>
/// <param name="Text">The line, its ANSI escape sequences kept.</param>
/// <param name="IsError">Whether it came from standard error.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ConsoleLine(int Number, DateTimeOffset Time, string Text, bool IsError);
