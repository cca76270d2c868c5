using System.Collections.Immutable;

namespace DevFlow.ConnectEmulator;

/// <summary>All vaults at one moment. It never changes, so that a replica that lags is just an older one.</summary>
internal sealed record VaultState(ImmutableList<Vault> Vaults)
{
    public static VaultState Empty { get; } = new([]);

    public Vault? Find(string nameOrId) =>
        Vaults.Find(vault => vault.Id == nameOrId) ?? Vaults.Find(vault => vault.Name == nameOrId);

    /// <summary>The state after one of its vaults changed what it holds.</summary>
    public VaultState With(Vault vault, ImmutableList<Item> items, DateTimeOffset now) => new(Vaults.Replace(
        vault, vault with { Items = items, ContentVersion = vault.ContentVersion + 1, UpdatedAt = now }));
}
