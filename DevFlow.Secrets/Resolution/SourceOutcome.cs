namespace DevFlow.Secrets;

/// <summary>The ways in which a source answers. The ways to miss are kept apart because they call for different acts.</summary>
public enum SourceOutcome
{
    /// <summary>The source has a value.</summary>
    Found,

    /// <summary>The source works and has no value for the key, or an empty one.</summary>
    NotFound,

    /// <summary>The source is not set up, so it was not asked.</summary>
    NotConfigured,

    /// <summary>The source could not be asked: refused, timed out, broken answer.</summary>
    Unavailable,

    /// <summary>The source refuses to tell.</summary>
    Denied,

    /// <summary>The source has more than one value that the reference could mean. None is picked: that would be a guess.</summary>
    Ambiguous,
}
