namespace DevFlow.Cli.Scanning;

/// <summary>Something that a scan cannot look at, and why.</summary>
/// <param name="Path">What it is.</param>
/// <param name="Reason">Why not.</param>
/// <param name="IsFault">Whether it was to be looked at: the scan cannot vouch for the whole then.</param>
internal sealed record ScanGap(string Path, string Reason, bool IsFault);
