namespace DevFlow.Hosting.Local;

/// <summary>How a resource is run: as a process, by nothing more than its preparation, or not at all.</summary>
public sealed class StandInResult
{
    private StandInResult(LaunchSpec? process, string? skipReason)
    {
        Process = process;
        SkipReason = skipReason;
    }

    /// <summary>The process to start; null when there is none.</summary>
    public LaunchSpec? Process { get; }

    /// <summary>Why the resource is skipped, and what to do to have it; null when it is not.</summary>
    public string? SkipReason { get; }

    /// <summary>The preparation was all; the resource is ready.</summary>
    public static StandInResult Ready { get; } = new(process: null, skipReason: null);

    /// <summary>Run a process.</summary>
    /// <param name="process">The process.</param>
    public static StandInResult Run(LaunchSpec process) => new(process, skipReason: null);

    /// <summary>Start without the resource.</summary>
    /// <param name="reason">Why, and what to do to have it.</param>
    public static StandInResult Skip(string reason) => new(process: null, reason);
}
