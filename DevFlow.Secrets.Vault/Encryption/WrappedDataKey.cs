namespace DevFlow.Secrets.Vault;

/// <summary>A data key as it is stored.</summary>
/// <param name="Id">Its own id.</param>
/// <param name="KeyId">The id of the key-encryption key that wraps it.</param>
/// <param name="Wrapped">The wrapped key.</param>
public sealed record WrappedDataKey(Guid Id, string KeyId, byte[] Wrapped);
