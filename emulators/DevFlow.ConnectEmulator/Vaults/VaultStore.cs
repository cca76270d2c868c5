using System.Collections.Immutable;

namespace DevFlow.ConnectEmulator;

/// <summary>Holds the vaults. A change is kept on disk before anyone can see it.</summary>
internal sealed class VaultStore(VaultState initial, DataFile? file)
{
    private readonly Lock _lock = new();
    private volatile VaultState _state = initial;

    public VaultState State => _state;

    /// <summary>Changes one vault. What <paramref name="change"/> throws leaves everything as it was.</summary>
    public T Update<T>(string vaultId, DateTimeOffset now, Func<Vault, (ImmutableList<Item> Items, T Answer)> change)
    {
        lock (_lock)
        {
            var vault = _state.Find(vaultId) ?? throw ApiException.NotFound("vault", vaultId);
            var (items, answer) = change(vault);
            if (ReferenceEquals(items, vault.Items))
                return answer;
            var next = _state.With(vault, items, now);
            file?.Write(next);
            _state = next;
            return answer;
        }
    }
}
