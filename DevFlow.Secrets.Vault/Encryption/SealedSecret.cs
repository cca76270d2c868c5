namespace DevFlow.Secrets.Vault;

/// <summary>A secret as it is stored: two rows, of which the first is re-wrapped when the key-encryption key changes.</summary>
/// <param name="Key">Its data key, for <c>devflow.data_keys</c>.</param>
/// <param name="Content">The encrypted value.</param>
public sealed record SealedSecret(WrappedDataKey Key, byte[] Content);
