using System.Diagnostics;

namespace DevFlow.Secrets;

/// <summary>Puts on record, before it is done, what is written to a store and removed from it, and where a written value was read from.</summary>
internal sealed class AuditedStore(ISecretStore store, SecretAudit? audit, Func<SecretCatalog> catalog, Func<string?>? user) : ISecretStore
{
    public string Name => store.Name;

    public string? PlaceOf(string key) => store.PlaceOf(key);

    public string UnitOf(string key) => store.UnitOf(key);

    public SecretStoreException? FindProblem(string key, SecretValue value) => store.FindProblem(key, value);

    public Task<IReadOnlyList<string>> KeysAsync(CancellationToken cancellationToken) => store.KeysAsync(cancellationToken);

    public Task<IReadOnlyDictionary<string, SourceAnswer>> ReadAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        store.ReadAsync(keys, cancellationToken);

    public async Task WriteAsync(IReadOnlyDictionary<string, SecretValue> values, CancellationToken cancellationToken)
    {
        foreach (var (key, value) in values)
        {
            // A value that a person typed or a file brought was in no source.
            if (value.Source is SecretSourceNames.DotEnv or SecretSourceNames.OnePassword)
                await RecordAsync(key, value.Source, SecretOutcomes.Hit, value.Reference?.ToString(), cancellationToken);
            await RecordAsync(key, Name, SecretOutcomes.Written, ReferenceOf(key), cancellationToken);
        }

        await store.WriteAsync(values, cancellationToken);
    }

    public async Task RemoveAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        foreach (var key in keys)
            await RecordAsync(key, Name, SecretOutcomes.Removed, ReferenceOf(key), cancellationToken);
        await store.RemoveAsync(keys, cancellationToken);
    }

    private string? ReferenceOf(string key) => Name == SecretSourceNames.OnePassword ? store.PlaceOf(key) : null;

    private async Task RecordAsync(string key, string source, string outcome, string? reference, CancellationToken cancellationToken)
    {
        if (audit is null)
            return;
        var counter = await audit.RecordAsync(
            new SecretAccess
            {
                Key = key,
                Tier = catalog().TryGet(key, out var entry) ? entry.Tier : SecretTier.System,
                Source = source,
                Outcome = outcome,
                Reference = reference,
                User = user?.Invoke(),
                TraceId = Activity.Current?.TraceId.ToString(),
                SpanId = Activity.Current?.SpanId.ToString(),
            },
            cancellationToken);
        audit.Release(counter);
    }
}
