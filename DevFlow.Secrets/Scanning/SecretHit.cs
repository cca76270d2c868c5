namespace DevFlow.Secrets;

/// <summary>A secret in the piece of a content that was looked through; never the secret itself.</summary>
/// <param name="Name">The keys whose value it is, with commas between, or the name of the form that it has.</param>
/// <param name="What">What it is, for people.</param>
/// <param name="IsKnown">Whether it is the value of a key.</param>
/// <param name="IsGuessable">Whether a person may have thought it up, so that even a hash of it tells too much.</param>
/// <param name="Start">Where it begins, in bytes.</param>
/// <param name="End">Where the bytes after it begin.</param>
public readonly record struct SecretHit(string Name, string What, bool IsKnown, bool IsGuessable, int Start, int End);
