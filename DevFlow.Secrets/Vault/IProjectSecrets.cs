namespace DevFlow.Secrets;

/// <summary>
/// The secrets of projects (tier 3), each in three environments. First non-empty value wins: the project's own 1Password vault, then
/// <c>projects/&lt;name&gt;/.env[.&lt;environment&gt;]</c>, then the vault in the database. Members read, editors write; for everybody else there
/// is no such project. What is written goes to the vault in the database.
/// </summary>
public interface IProjectSecrets
{
    /// <summary>All keys that some source names, by name; no value.</summary>
    /// <param name="project">The project's name.</param>
    /// <param name="environment">One of <see cref="VaultNames.Environments"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">See <see cref="VaultException.Error"/>.</exception>
    Task<IReadOnlyList<ProjectSecret>> ListAsync(string project, string environment, CancellationToken cancellationToken);

    /// <summary>Reads one through the cascade. The access is on record before the value is handed out.</summary>
    /// <param name="project">The project's name.</param>
    /// <param name="environment">One of <see cref="VaultNames.Environments"/>.</param>
    /// <param name="key">Such as <c>STRIPE_API_KEY</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The value; null when no source has it.</returns>
    /// <exception cref="VaultException">See <see cref="VaultException.Error"/>.</exception>
    Task<SecretValue?> TryReadAsync(string project, string environment, string key, CancellationToken cancellationToken);

    /// <summary>Writes a new version into the vault in the database, the first one too.</summary>
    /// <param name="project">The project's name.</param>
    /// <param name="environment">One of <see cref="VaultNames.Environments"/>.</param>
    /// <param name="key">Such as <c>STRIPE_API_KEY</c>.</param>
    /// <param name="value">The value.</param>
    /// <param name="expectedVersion">As of <see cref="IUserSecrets.WriteAsync"/>.</param>
    /// <param name="cancellationToken">Gives up; whether it was written is then open.</param>
    /// <exception cref="VaultException">See <see cref="VaultException.Error"/>.</exception>
    Task<VaultSecret> WriteAsync(string project, string environment, string key, SecretValue value, int? expectedVersion, CancellationToken cancellationToken);

    /// <summary>Deletes one from the vault in the database with all its versions, whose data keys are destroyed at once.</summary>
    /// <param name="project">The project's name.</param>
    /// <param name="environment">One of <see cref="VaultNames.Environments"/>.</param>
    /// <param name="key">Such as <c>STRIPE_API_KEY</c>.</param>
    /// <param name="cancellationToken">Gives up; whether it was deleted is then open.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="VaultException">See <see cref="VaultException.Error"/>.</exception>
    Task<bool> DeleteAsync(string project, string environment, string key, CancellationToken cancellationToken);

    /// <summary>The versions in the database that can still be read, newest first.</summary>
    /// <param name="project">The project's name.</param>
    /// <param name="environment">One of <see cref="VaultNames.Environments"/>.</param>
    /// <param name="key">Such as <c>STRIPE_API_KEY</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">See <see cref="VaultException.Error"/>.</exception>
    Task<IReadOnlyList<VaultSecretVersion>> VersionsAsync(string project, string environment, string key, CancellationToken cancellationToken);

    /// <summary>Goes back, in the vault in the database: writes the value of an old version as a new one. Where the newest has that value already, nothing is written.</summary>
    /// <param name="project">The project's name.</param>
    /// <param name="environment">One of <see cref="VaultNames.Environments"/>.</param>
    /// <param name="key">Such as <c>STRIPE_API_KEY</c>.</param>
    /// <param name="version">The version to go back to.</param>
    /// <param name="expectedVersion">As of <see cref="IUserSecrets.WriteAsync"/>.</param>
    /// <param name="cancellationToken">Gives up; whether it was written is then open.</param>
    /// <exception cref="VaultException">There is no such version (<see cref="VaultError.NotFound"/>), or see <see cref="VaultException.Error"/>.</exception>
    Task<VaultSecret> RestoreAsync(string project, string environment, string key, int version, int? expectedVersion, CancellationToken cancellationToken);
}
