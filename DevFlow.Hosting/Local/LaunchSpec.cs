namespace DevFlow.Hosting.Local;

/// <summary>How to start a process.</summary>
public sealed record LaunchSpec
{
    /// <summary>The program: a path, or a name to be found on PATH.</summary>
    public required string FileName { get; init; }

    /// <summary>Its arguments, each as it is. No secret belongs here: a command line can be read by everybody on the machine.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The folder that it runs in.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Variables added to the host's own; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Which of the host's own variables it inherits. Default all; the host's environment may hold secrets.</summary>
    internal Func<string, bool> Inherits { get; init; } = _ => true;

    /// <summary>Whether its standard input stays open, for the host to write to. Default false.</summary>
    internal bool KeepsInput { get; init; }

    /// <summary>The signal that asks it to end. Default SIGTERM.</summary>
    public StopSignal StopSignal { get; init; } = StopSignal.Terminate;

    /// <summary>Whether it is started again, with growing pauses, when it ends by itself. Default false.</summary>
    public bool Restart { get; init; }
}
