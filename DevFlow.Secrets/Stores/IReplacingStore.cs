namespace DevFlow.Secrets;

/// <summary>A store that changes a key only where it still holds what the caller knows of it.</summary>
internal interface IReplacingStore : ISecretStore
{
    /// <summary>Puts one value in the place of another. Where it stands already nothing is done, so that it can be said again.</summary>
    /// <returns>Whether the new value stands there now; false when neither of the two did: somebody else changed it, and it is left as it is.</returns>
    /// <exception cref="SecretStoreException">It could not be written; it is what it was, unless the message doubts it.</exception>
    Task<bool> TryReplaceAsync(string key, SecretValue known, SecretValue value, CancellationToken cancellationToken);
}
