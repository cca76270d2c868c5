namespace DevFlow.Cli.Scanning;

/// <summary>A git object to be looked through.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Path">Where it stands in the tree: from the top, as git writes it; empty for a message.</param>
/// <param name="Commit">The first commit that has it; null outside the history.</param>
internal readonly record struct ScanObject(ObjectId Id, byte[] Path, ObjectId? Commit)
{
    /// <summary>Whether its content is looked through; the path alone otherwise.</summary>
    public bool HasContent { get; init; } = true;

    /// <summary>Whether its path has not been looked through yet.</summary>
    public bool IsPathNew { get; init; } = false;

    /// <summary>Whether it is a commit or a tag, of which the message is looked through.</summary>
    public bool IsMessage => Path.Length == 0;
}
