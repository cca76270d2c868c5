namespace DevFlow.Secrets.Vault;

/// <summary>A session of a person in a browser that counts; not what it is kept by there.</summary>
/// <param name="Id">Its id.</param>
/// <param name="CreatedAt">When it was begun.</param>
/// <param name="ExpiresAt">From when on it counts no more.</param>
/// <param name="LastUsedAt">When it was last used, to the minute; null for not yet.</param>
/// <param name="IsCurrent">Whether it is the one that asks.</param>
public sealed record UserSession(Guid Id, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? LastUsedAt, bool IsCurrent);
