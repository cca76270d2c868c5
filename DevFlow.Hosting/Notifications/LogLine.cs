using System.Runtime.InteropServices;

namespace DevFlow.Hosting.ApplicationModel;

/// <summary>One line that a resource wrote.</summary>
/// <param name="LineNumber">Its number, from 1.</param>
/// <param name="Content">The line.</param>
/// <param name="IsErrorMessage">Whether it came from standard error.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage)
{
    /// <summary>When it was heard, in UTC.</summary>
    internal DateTimeOffset Time { get; init; }
}
