namespace DevFlow.Dashboard.Secrets;

/// <summary>How a lookup ended, in order of gravity.</summary>
public enum SecretOutcome
{
    /// <summary>A value was handed out.</summary>
    Hit,

    /// <summary>A value was handed out past its time: its source is away.</summary>
    Stale,

    /// <summary>No source has it.</summary>
    Miss,

    /// <summary>A source could not be asked.</summary>
    Error,

    /// <summary>A source refused.</summary>
    Denied,
}
