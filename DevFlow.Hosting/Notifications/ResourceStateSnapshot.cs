namespace DevFlow.Hosting.ApplicationModel;

/// <summary>The state of a resource as a word and a style.</summary>
/// <param name="Text">The word, one of <see cref="KnownResourceStates"/> or the engine's own <c>Skipped</c>.</param>
/// <param name="Style">How it is shown: <c>success</c>, <c>error</c>, <c>warning</c>, <c>info</c>, or null.</param>
public sealed record ResourceStateSnapshot(string Text, string? Style)
{
    /// <summary>A state without a style.</summary>
    /// <param name="s">The word.</param>
    public static implicit operator ResourceStateSnapshot?(string? s) => s is null ? null : new(s, Style: null);
}
