namespace DevFlow.Secrets.Vault;

/// <summary>What is known of a key of <c>DEVFLOW_API_KEY</c>; the key itself is not.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Prefix">Its first characters, to tell it from others.</param>
/// <param name="CreatedAt">When it was issued.</param>
/// <param name="ExpiresAt">From when on it counts no more; null for never.</param>
/// <param name="LastUsedAt">When it was last used, to the minute; null for not yet.</param>
/// <param name="RevokedAt">When it was revoked; null when it was not.</param>
/// <param name="Audience">The one service that it counts for, such as <c>mcp-gateway</c>; null for each.</param>
public sealed record ApiKey(
    Guid Id, string Name, string Prefix, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt, string? Audience);
