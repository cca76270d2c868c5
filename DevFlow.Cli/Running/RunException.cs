namespace DevFlow.Cli.Running;

/// <summary>The program cannot be started.</summary>
/// <param name="exitCode">What a shell ends with then: 127 for a program that is not there, 126 for one that cannot be executed.</param>
/// <param name="message">What is wrong.</param>
/// <param name="hint">What to do about it.</param>
internal sealed class RunException(int exitCode, string message, string? hint) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    public string? Hint { get; } = hint;
}
