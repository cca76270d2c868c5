namespace DevFlow.Secrets;

/// <summary>
/// Resolves secrets through the cascade. First non-empty value wins: what the app host assigned, then 1Password (when
/// <c>OP_CONNECT_TOKEN</c> is set and the key has a reference), then the .env files, then the environment.
/// </summary>
public interface ISecretResolver
{
    /// <summary>Resolves a secret or fails.</summary>
    /// <param name="key">The environment key, such as <c>AOSENTRY_API_KEY</c>.</param>
    /// <param name="reference">Where 1Password keeps it; by default what the catalog says of <paramref name="key"/>.</param>
    /// <param name="cancellationToken">Gives up waiting. What others wait for goes on.</param>
    /// <exception cref="SecretNotFoundException">No source has it; the message says why each missed and how to set it.</exception>
    /// <exception cref="SecretAccessDeniedException">A source refused to tell, outside local mode.</exception>
    /// <exception cref="SecretAmbiguousException">The reference could mean more than one value.</exception>
    /// <exception cref="SecretAuditException">The access cannot be put on record, and <c>DEVFLOW_AUDIT_REQUIRED</c> is true.</exception>
    ValueTask<SecretValue> GetAsync(string key, SecretReference? reference = null, CancellationToken cancellationToken = default);

    /// <summary>Resolves a secret, or answers null where <see cref="GetAsync"/> would fail with not found.</summary>
    /// <inheritdoc cref="GetAsync"/>
    ValueTask<SecretValue?> TryGetAsync(string key, SecretReference? reference = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Asks every source and says what each answered and which one wins. Carries no value, so it is no access and throws for no
    /// answer.
    /// </summary>
    /// <param name="key">The environment key.</param>
    /// <param name="reference">Where 1Password keeps it; by default what the catalog says of <paramref name="key"/>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    ValueTask<SecretExplanation> ExplainAsync(string key, SecretReference? reference = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Fetches everything that a catalog's entries need, in parallel: one listing of vaults, one of each vault's items, one read
    /// of each item. Hands nothing out; what could not be fetched is said when it is asked for.
    /// </summary>
    /// <param name="catalog">What is to be fetched.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task PreloadAsync(SecretCatalog catalog, CancellationToken cancellationToken = default);
}
