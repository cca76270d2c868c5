namespace DevFlow.Secrets;

/// <summary>A key of a project as lists show it. There is no room for a value.</summary>
/// <param name="Key">Such as <c>STRIPE_API_KEY</c>.</param>
/// <param name="Source">The source whose value wins, as in <see cref="SecretSourceNames"/>.</param>
/// <param name="Version">The version there; null from a source that has none.</param>
/// <param name="UpdatedAt">When it was written; null where that is not known.</param>
public sealed record ProjectSecret(string Key, string Source, int? Version, DateTimeOffset? UpdatedAt);
