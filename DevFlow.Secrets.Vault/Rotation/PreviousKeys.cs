namespace DevFlow.Secrets.Vault;

/// <summary>Key-encryption keys that stand beside the one in force, in the store that this one is in: <c>SECRET_ENCRYPTION_KEY_PREVIOUS</c>.</summary>
internal sealed class PreviousKeys(VaultDatabase database, SecretsWorkspace workspace, Func<SecretAccess, CancellationToken, ValueTask> record)
{
    public const string Suffix = "_PREVIOUS";

    /// <exception cref="RotationException">There are some, or there is no place for them.</exception>
    public async Task ProveUnsetAsync(CatalogEntry entry, CancellationToken cancellationToken)
    {
        var key = entry.Key + Suffix;
        var explanation = await workspace.Resolver.ExplainAsync(key, cancellationToken: cancellationToken);
        if (explanation.State is not SecretState.Missing)
            throw new RotationException($"{key} is set ({explanation.WinningStep?.Detail}): the change of key before this one is to be ended first; take it out when the engine's log says that it can go");
        if ((await StoreAsync(entry, cancellationToken)).PlaceOf(key) is null)
            throw new RotationException($"{key} has no place beside {entry.Key}; give it a reference in config/secrets.yaml");
    }

    public async Task WriteAsync(CatalogEntry entry, IReadOnlyList<SecretValue> keys, CancellationToken cancellationToken)
    {
        var (key, text) = (entry.Key + Suffix, string.Join(',', keys.Select(value => value.Reveal())));
        var store = await StoreAsync(entry, cancellationToken);
        await record(RecordOf(key, store, SecretOutcomes.Written), cancellationToken);
        await store.WriteAsync(new Dictionary<string, SecretValue>(StringComparer.Ordinal) { [key] = new(text, store.Name, DateTimeOffset.UnixEpoch) }, cancellationToken);
        await TellAsync(key, store, cancellationToken);
    }

    public async Task RemoveAsync(CatalogEntry entry, CancellationToken cancellationToken)
    {
        var key = entry.Key + Suffix;
        var store = await StoreAsync(entry, cancellationToken);
        await record(RecordOf(key, store, SecretOutcomes.Removed), cancellationToken);
        await store.RemoveAsync([key], cancellationToken);
        await TellAsync(key, store, cancellationToken);
    }

    private async Task<IReplacingStore> StoreAsync(CatalogEntry entry, CancellationToken cancellationToken) =>
        (await workspace.Resolver.ExplainAsync(entry.Key, cancellationToken: cancellationToken)).Winner is { } winner and (SecretSourceNames.DotEnv or SecretSourceNames.OnePassword)
            ? workspace.GetReplacingStore(winner)
            : throw new RotationException($"where {entry.Key} lives cannot be told, or cannot be written to");

    private async Task TellAsync(string key, IReplacingStore store, CancellationToken cancellationToken)
    {
        if (store.Name == SecretSourceNames.DotEnv)
            workspace.Reload();
        else
            workspace.Invalidate(new SecretInvalidation { Key = key });
        await database.RunAsync(RotationRunner.Identity, (connection, token) => Announcements.AddAsync(connection, Announcement.OfSystem(key), token), cancellationToken);
    }

    private static SecretAccess RecordOf(string key, IReplacingStore store, string outcome) =>
        new() { Key = key, Tier = SecretTier.System, Source = store.Name, Outcome = outcome, User = RotationRunner.Identity.Principal };
}
