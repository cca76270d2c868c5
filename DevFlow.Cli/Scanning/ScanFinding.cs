namespace DevFlow.Cli.Scanning;

/// <summary>A secret that was found, and where first.</summary>
/// <param name="Match">The match.</param>
/// <param name="Path">The file, as people read it; what kind of message, when it stands in one.</param>
/// <param name="Commit">The first commit that has it; null outside the history.</param>
internal sealed record ScanFinding(ContentMatch Match, string Path, ObjectId? Commit)
{
    /// <summary>In how many contents it stands.</summary>
    public int Contents { get; set; } = 1;

    public string Place => $"{Path}:{Match.Line}:{Match.Column}";
}
