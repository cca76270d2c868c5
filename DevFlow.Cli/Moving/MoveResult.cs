namespace DevFlow.Cli.Moving;

/// <summary>What became of a key that was to be moved.</summary>
internal enum MoveResult
{
    /// <summary>Nothing yet, or there was nothing to do.</summary>
    None,

    /// <summary>The target has it, which was seen by reading it back.</summary>
    Moved,

    /// <summary>It was tried, and is not known to be there.</summary>
    Failed,

    /// <summary>Something stopped the work before.</summary>
    NotTried,
}
