namespace DevFlow.Secrets.Vault;

/// <summary>The key that wraps data keys. It is never handed out: who has one of these can wrap and unwrap, and no more.</summary>
public interface IKeyEncryptionKey
{
    /// <summary>Tells keys apart and leads back to none; it stands beside each data key that this one wraps.</summary>
    string Id { get; }

    /// <summary>Wraps a data key.</summary>
    /// <param name="dataKey">The data key, 32 bytes.</param>
    /// <param name="associatedData">What it is bound to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The key store does not answer.</exception>
    ValueTask<byte[]> WrapAsync(ReadOnlyMemory<byte> dataKey, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken);

    /// <summary>Unwraps a data key.</summary>
    /// <param name="wrapped">What <see cref="WrapAsync"/> gave.</param>
    /// <param name="associatedData">What it was bound to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">It was altered, is bound to something else, or was wrapped by another key (<see cref="VaultError.Tampered"/>); or the key store does not answer.</exception>
    ValueTask<byte[]> UnwrapAsync(ReadOnlyMemory<byte> wrapped, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken);
}
