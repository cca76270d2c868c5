namespace DevFlow.Cli.Scanning;

/// <summary>A secret in a content.</summary>
/// <param name="Rule">The keys whose value it is, or the name of the form that it has.</param>
/// <param name="What">What it is, for people.</param>
/// <param name="IsKnown">Whether it is the value of a key.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Column">Its first character in the line, from 1.</param>
/// <param name="Fingerprint">See <see cref="Scanning.Fingerprint"/>.</param>
internal readonly record struct ContentMatch(string Rule, string What, bool IsKnown, int Line, int Column, string Fingerprint);
