namespace DevFlow.Secrets.Vault;

/// <summary>A session of a person in a browser; not what it is kept by there.</summary>
/// <param name="CreatedAt">When it was begun.</param>
/// <param name="ExpiresAt">From when on it counts no more.</param>
/// <param name="LastUsedAt">When it was last used, to the minute; null for not yet.</param>
/// <param name="RevokedAt">When it was ended; null when it was not.</param>
public sealed record ExportedSession(DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt);
