namespace DevFlow.Cli.Scanning;

/// <summary>A secret in the piece of a content that is looked through.</summary>
/// <param name="Rule">The form that it has; null for a known value.</param>
/// <param name="Keys">The keys whose value it is.</param>
/// <param name="Start">Where it begins, in bytes.</param>
/// <param name="End">Where the bytes after it begin.</param>
internal readonly record struct ContentHit(TokenRule? Rule, string Keys, int Start, int End);
