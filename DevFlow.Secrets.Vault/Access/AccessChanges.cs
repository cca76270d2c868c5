namespace DevFlow.Secrets.Vault;

/// <summary>
/// Puts on record who is given access and whose is taken: members, people, keys, sessions, 1Password vaults. Each is written before its change is
/// committed: what cannot be put on record is not changed.
/// </summary>
/// <param name="record">Writes one; it has returned when the change is on record.</param>
public sealed class AccessChanges(Func<SecretAccess, CancellationToken, ValueTask> record)
{
    internal ValueTask WrittenAsync(VaultIdentity by, SecretTier tier, string what, CancellationToken cancellationToken) =>
        WriteAsync(by, tier, what, SecretOutcomes.Written, cancellationToken);

    internal ValueTask RemovedAsync(VaultIdentity by, SecretTier tier, string what, CancellationToken cancellationToken) =>
        WriteAsync(by, tier, what, SecretOutcomes.Removed, cancellationToken);

    private ValueTask WriteAsync(VaultIdentity by, SecretTier tier, string what, string outcome, CancellationToken cancellationToken) => record(
        new SecretAccess { Key = $"api:{what}", Tier = tier, Source = SecretSourceNames.Vault, Outcome = outcome, User = by.Principal }, cancellationToken);
}
