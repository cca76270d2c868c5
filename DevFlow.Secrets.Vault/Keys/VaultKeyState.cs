namespace DevFlow.Secrets.Vault;

/// <summary>What a key-encryption key is still for.</summary>
public enum VaultKeyState
{
    /// <summary>It wraps new data keys.</summary>
    Active,

    /// <summary>It unwraps; what it wrapped is being wrapped anew.</summary>
    Retiring,

    /// <summary>It wraps nothing any more.</summary>
    Retired,
}
