namespace DevFlow.Secrets.Vault;

/// <summary>A secret of the platform where it lies: in 1Password, or in the file .env of the folder.</summary>
/// <param name="store">The place.</param>
/// <param name="record">Puts on record what is written, before it is.</param>
internal sealed class StoreDestination(IReplacingStore store, Func<SecretAccess, CancellationToken, ValueTask> record) : ISecretDestination
{
    public string Name => store.Name;

    public async Task<SecretValue> ReadAsync(CatalogEntry entry, CancellationToken cancellationToken)
    {
        var answer = (await store.ReadAsync([entry.Key], cancellationToken))[entry.Key];
        return answer.Value ?? throw new RotationException($"{Name}: {answer.Detail}{(answer.Remedy is { } remedy ? $"; {remedy}" : "")}");
    }

    public async Task ReplaceAsync(CatalogEntry entry, SecretValue known, SecretValue value, CancellationToken cancellationToken)
    {
        await record(
            new SecretAccess
            {
                Key = entry.Key,
                Tier = entry.Tier,
                Source = Name,
                Outcome = SecretOutcomes.Written,
                Reference = Name == SecretSourceNames.OnePassword ? entry.Reference?.ToString() : null,
                User = RotationRunner.Identity.Principal,
            },
            cancellationToken);
        if (!await store.TryReplaceAsync(entry.Key, known, value, cancellationToken))
            throw new RotationException($"{entry.Key} was changed at {store.PlaceOf(entry.Key)} by somebody else, whose value is left in force");
    }
}
