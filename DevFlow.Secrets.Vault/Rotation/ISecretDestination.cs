namespace DevFlow.Secrets.Vault;

/// <summary>A place that a secret lives in. What it throws fails the step, as with <see cref="IRotator"/>.</summary>
public interface ISecretDestination
{
    /// <summary>The source that reads from here, as in <see cref="SecretSourceNames"/>.</summary>
    string Name { get; }

    /// <summary>Reads the value that lies there now; nothing that is remembered.</summary>
    /// <param name="entry">The secret.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RotationException">There is none, or the place cannot be asked.</exception>
    Task<SecretValue> ReadAsync(CatalogEntry entry, CancellationToken cancellationToken);

    /// <summary>Puts one value in the place of another, and on record before that. Where it lies already nothing is done.</summary>
    /// <param name="entry">The secret.</param>
    /// <param name="known">The value that is to lie there now.</param>
    /// <param name="value">The new value.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RotationException">Neither of the two lies there, or it cannot be written.</exception>
    Task ReplaceAsync(CatalogEntry entry, SecretValue known, SecretValue value, CancellationToken cancellationToken);
}
