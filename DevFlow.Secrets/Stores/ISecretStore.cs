namespace DevFlow.Secrets;

/// <summary>
/// A place that secrets lie in and can be written to. Whoever moves secrets works on two of these; <see cref="SecretsWorkspace.GetStore"/>
/// gives them. Nothing is remembered between two calls: what is read is what is there.
/// </summary>
public interface ISecretStore
{
    /// <summary>The name of the source that reads from here; see <see cref="SecretSourceNames"/>.</summary>
    string Name { get; }

    /// <summary>Where a key's value lies, for people; null when it has no place for the key.</summary>
    /// <param name="key">The environment key.</param>
    string? PlaceOf(string key);

    /// <summary>
    /// What a key is written together with: keys of one unit are changed at once, all of them or none. Two keys have the same unit when
    /// these texts are equal.
    /// </summary>
    /// <param name="key">The environment key.</param>
    string UnitOf(string key);

    /// <summary>Says why the store cannot hold a value under a key, in a clause that does not name it; null when it can. Nobody is asked.</summary>
    /// <param name="key">The environment key.</param>
    /// <param name="value">The value.</param>
    SecretStoreException? FindProblem(string key, SecretValue value);

    /// <summary>The keys that can be named without asking for each: those that have a value here, or a place in the catalog.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<string>> KeysAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Reads keys. A miss is an answer, not an exception, and so is a store that cannot be asked;
    /// <see cref="SourceOutcome.NotConfigured"/> says that the store, or the vault, is not there at all. It is no access to be put on
    /// record: whoever hands a value on writes it somewhere, and that is recorded.
    /// </summary>
    /// <param name="keys">The environment keys.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>One answer for each key.</returns>
    Task<IReadOnlyDictionary<string, SourceAnswer>> ReadAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken);

    /// <summary>
    /// Writes keys, unit by unit, and the first failure ends it. What holds the value already is left as it is, so writing again after a
    /// failure is safe. A change that somebody else makes at the same time is not lost.
    /// </summary>
    /// <param name="values">The values by their environment keys.</param>
    /// <param name="cancellationToken">Gives up between two units.</param>
    /// <exception cref="SecretStoreException">A unit could not be written; it is what it was, unless the message doubts it.</exception>
    /// <exception cref="SecretAuditException">It cannot be put on record, and the audit is required; nothing was written.</exception>
    Task WriteAsync(IReadOnlyDictionary<string, SecretValue> values, CancellationToken cancellationToken);

    /// <summary>Removes keys, unit by unit, and the first failure ends it. A key that is not there is passed over.</summary>
    /// <param name="keys">The environment keys.</param>
    /// <param name="cancellationToken">Gives up between two units.</param>
    /// <exception cref="SecretStoreException">A unit could not be changed; it is what it was, unless the message doubts it.</exception>
    /// <exception cref="SecretAuditException">It cannot be put on record, and the audit is required; nothing was removed.</exception>
    Task RemoveAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken);
}
