namespace DevFlow.Secrets;

/// <summary>How much a finding weighs.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Works, and should be mended.</summary>
    Warning,

    /// <summary>Does not work; a start refuses it.</summary>
    Error,
}
