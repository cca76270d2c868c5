namespace DevFlow.Secrets.Vault;

/// <summary>A key-encryption key as lists show it.</summary>
/// <param name="Id">Its id, which leads back to no key.</param>
/// <param name="Kind"><c>local</c> (SECRET_ENCRYPTION_KEY) or <c>pkcs11</c>.</param>
/// <param name="State">What it is still for.</param>
/// <param name="DataKeys">How many data keys it wraps.</param>
/// <param name="CreatedAt">When the vault first had it.</param>
/// <param name="ChangedAt">Since when it is in this state.</param>
public sealed record VaultKey(string Id, string Kind, VaultKeyState State, long DataKeys, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt);
