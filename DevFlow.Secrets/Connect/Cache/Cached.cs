namespace DevFlow.Secrets;

/// <summary>An answer and where it came from.</summary>
/// <param name="Value">The answer.</param>
/// <param name="Hit">It was kept, so 1Password Connect was not asked.</param>
/// <param name="StaleFor">How long past its time it was served, because Connect is away; null when it is fresh.</param>
internal readonly record struct Cached<T>(T Value, bool Hit, TimeSpan? StaleFor)
{
    /// <summary>When it was read; null for now.</summary>
    public DateTimeOffset? ReadAt { get; init; }
}
