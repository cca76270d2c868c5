namespace DevFlow.Cli.Scanning;

/// <summary>What installing the hook changed.</summary>
internal enum HookChange
{
    /// <summary>It was there.</summary>
    None,

    /// <summary>It is there now.</summary>
    Written,

    /// <summary>It was there, but git could not execute it.</summary>
    Renewed,

    /// <summary>It is there now, and runs the hook that was there before it.</summary>
    Chained,
}
