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
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="SecretNotFoundException">No source has it; the message says why each missed and how to set it.</exception>
    ValueTask<SecretValue> GetAsync(string key, SecretReference? reference = null, CancellationToken cancellationToken = default);

    /// <summary>Resolves a secret, or answers null where <see cref="GetAsync"/> would fail with not found.</summary>
    /// <inheritdoc cref="GetAsync"/>
    ValueTask<SecretValue?> TryGetAsync(string key, SecretReference? reference = null, CancellationToken cancellationToken = default);

    /// <summary>Asks every source and says what each answered and which one wins. Carries no value.</summary>
    /// <inheritdoc cref="GetAsync"/>
    ValueTask<SecretExplanation> ExplainAsync(string key, SecretReference? reference = null, CancellationToken cancellationToken = default);
}
