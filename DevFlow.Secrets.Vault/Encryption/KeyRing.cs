namespace DevFlow.Secrets.Vault;

/// <summary>The key-encryption keys that are in use: one wraps, all unwrap.</summary>
/// <param name="current">The key that new data keys are wrapped by.</param>
/// <param name="previous">Keys that data keys may still be wrapped by, until re-wrapping is done.</param>
public sealed class KeyRing(IKeyEncryptionKey current, params IReadOnlyList<IKeyEncryptionKey> previous)
{
    /// <summary>The key that wraps.</summary>
    public IKeyEncryptionKey Current => current;

    /// <summary>All of them, the one that wraps first.</summary>
    public IEnumerable<IKeyEncryptionKey> All => [current, .. previous];

    /// <summary>The key of an id.</summary>
    /// <param name="id">The id.</param>
    /// <exception cref="VaultException">None of them has it.</exception>
    public IKeyEncryptionKey Find(string id) =>
        current.Id == id ? current : previous.FirstOrDefault(key => key.Id == id) ?? throw EnvelopeFormat.Refused();
}
