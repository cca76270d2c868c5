namespace DevFlow.Secrets.Vault;

/// <summary>That this engine is at an account, until a time. Whoever connects the account anew ends it.</summary>
internal sealed record RefreshClaim(Guid User, string Provider, DateTimeOffset Until);
