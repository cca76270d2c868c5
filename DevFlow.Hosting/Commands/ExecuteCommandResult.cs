namespace DevFlow.Hosting.ApplicationModel;

/// <summary>How a command went.</summary>
public sealed class ExecuteCommandResult
{
    /// <summary>Whether it did what it is for.</summary>
    public required bool Success { get; init; }

    /// <summary>Whether it was given up.</summary>
    public bool Canceled { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>What it has to say when it succeeded; null for nothing.</summary>
    public string? Message { get; init; }
}
