using DevFlow.Secrets;

namespace DevFlow.Cli.Moving;

/// <summary>A key that might be moved.</summary>
/// <param name="Key">The environment key.</param>
/// <param name="From">Where it was found.</param>
/// <param name="Value">The value; null when there is none to move.</param>
/// <param name="Why">Why there is none.</param>
/// <param name="IsNothing">Whether there is none because nobody gave it one, which is no fault.</param>
internal sealed record MoveCandidate(string Key, string From, SecretValue? Value, SecretStoreException? Why = null, bool IsNothing = false);
