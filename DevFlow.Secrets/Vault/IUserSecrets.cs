namespace DevFlow.Secrets;

/// <summary>
/// The secrets of one person (tier 2), who alone can read them. Whose they are is given with the implementation: the vault in the database
/// is opened for an identity, the hosted one by a key or token.
/// </summary>
public interface IUserSecrets
{
    /// <summary>All secrets, by name; no value.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">See <see cref="VaultException.Error"/>.</exception>
    Task<IReadOnlyList<VaultSecret>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Reads one. The access is on record before the value is handed out.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="version">Which version; null for the current one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The value, its version as <see cref="SecretValue.Version"/>; null when there is none.</returns>
    /// <exception cref="VaultException">See <see cref="VaultException.Error"/>.</exception>
    Task<SecretValue?> TryReadAsync(string name, int? version, CancellationToken cancellationToken);

    /// <summary>Writes a new version, the first one too.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The value.</param>
    /// <param name="expiresAt">When the value stops to work; null when that is not known.</param>
    /// <param name="expectedVersion">The version that is to be replaced, 0 for none yet; any other is a <see cref="VaultError.Conflict"/>. Null replaces whatever there is.</param>
    /// <param name="cancellationToken">Gives up; whether it was written is then open.</param>
    /// <exception cref="VaultException">See <see cref="VaultException.Error"/>.</exception>
    Task<VaultSecret> WriteAsync(string name, SecretValue value, DateTimeOffset? expiresAt, int? expectedVersion, CancellationToken cancellationToken);

    /// <summary>Deletes one with all its versions, whose data keys are destroyed at once.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Gives up; whether it was deleted is then open.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="VaultException">See <see cref="VaultException.Error"/>.</exception>
    Task<bool> DeleteAsync(string name, CancellationToken cancellationToken);

    /// <summary>The versions of one that can still be read, newest first; none when there is no such secret.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">See <see cref="VaultException.Error"/>.</exception>
    Task<IReadOnlyList<VaultSecretVersion>> VersionsAsync(string name, CancellationToken cancellationToken);

    /// <summary>Goes back: writes the value of an old version, with its expiry, as a new one. Where the newest has that value already, nothing is written.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="version">The version to go back to.</param>
    /// <param name="expectedVersion">As of <see cref="WriteAsync"/>.</param>
    /// <param name="cancellationToken">Gives up; whether it was written is then open.</param>
    /// <exception cref="VaultException">There is no such version (<see cref="VaultError.NotFound"/>), or see <see cref="VaultException.Error"/>.</exception>
    Task<VaultSecret> RestoreAsync(string name, int version, int? expectedVersion, CancellationToken cancellationToken);
}
