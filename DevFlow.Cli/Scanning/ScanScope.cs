namespace DevFlow.Cli.Scanning;

/// <summary>What a scan looks through.</summary>
internal enum ScanScope
{
    /// <summary>The files as they are.</summary>
    Tree,

    /// <summary>What the next commit would bring.</summary>
    Staged,

    /// <summary>Everything that was ever committed.</summary>
    History,
}
