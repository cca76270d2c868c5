namespace DevFlow.Secrets;

/// <summary>A place where a known value stands.</summary>
/// <param name="Key">The name under which the value was given.</param>
/// <param name="Start">Where it begins, in bytes from 0.</param>
/// <param name="Length">How long the form is that stands there, in bytes.</param>
public readonly record struct SecretMatch(string Key, int Start, int Length);
