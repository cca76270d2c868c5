namespace DevFlow.Secrets;

/// <summary>One version of a secret: who wrote it and when, never what.</summary>
/// <param name="Version">Its number, from 1.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="CreatedBy">Who wrote it, as <c>user:&lt;id&gt;</c> or <c>service:&lt;name&gt;</c>.</param>
/// <param name="ExpiresAt">When the value stops to work where it is used; null when that is not known.</param>
/// <param name="RestoredFrom">The version whose value it has, where somebody went back to it; null for one that was written with a value of its own.</param>
public sealed record VaultSecretVersion(int Version, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? ExpiresAt = null, int? RestoredFrom = null);
