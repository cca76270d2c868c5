using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DevFlow.Secrets;

/// <summary>Loads what many references need in as few calls as there are vaults and items, side by side.</summary>
internal sealed class OnePasswordPreload(ConnectClient client, IConnectCache cache)
{
    private const int AtOnce = 16;

    private readonly ILogger _logger = client.Options.Logger ?? NullLogger.Instance;

    public async Task RunAsync(IEnumerable<SecretReference> references, CancellationToken cancellationToken)
    {
        var all = references.Distinct().ToList();
        var epoch = cache.Epoch;
        var vaultIds = await VaultIdsAsync(all, epoch, cancellationToken);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        var items = new List<(string VaultId, string ItemId, SecretReference Reference)>();
        await Parallel.ForEachAsync(
            all.Where(reference => vaultIds.ContainsKey(reference.Vault))
                .GroupBy(reference => vaultIds[reference.Vault], StringComparer.Ordinal),
            parallel,
            async (ofVault, token) =>
            {
                var found = await ItemIdsAsync(ofVault.Key, [.. ofVault], epoch, token);
                lock (items)
                    items.AddRange(found);
            });
        await Parallel.ForEachAsync(
            items.DistinctBy(item => (item.VaultId, item.ItemId)), parallel,
            (item, token) => TryAsync(
                item.Reference,
                async () => cache.Put(
                    ConnectCacheKey.Item(item.VaultId, item.ItemId), await client.GetItemAsync(item.VaultId, item.ItemId, token), epoch)));
    }

    private async Task<Dictionary<string, string>> VaultIdsAsync(
        List<SecretReference> references, long epoch, CancellationToken cancellationToken)
    {
        var ids = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var byTitle = new List<SecretReference>();
        foreach (var reference in references.DistinctBy(reference => reference.Vault, StringComparer.OrdinalIgnoreCase))
        {
            if (SecretReference.IsId(reference.Vault))
                ids[reference.Vault] = reference.Vault;
            else
                byTitle.Add(reference);
        }

        if (byTitle.Count == 0)
            return ids;
        await TryAsync(byTitle[0], async () =>
        {
            var vaults = await client.ListVaultsAsync(cancellationToken);
            foreach (var title in byTitle.Select(reference => reference.Vault))
            {
                var found = vaults.Where(vault => vault.Name.Equals(title, StringComparison.OrdinalIgnoreCase)).ToList();
                if (found is not [var vault])
                    continue;
                ids[title] = vault.Id;
                cache.Put(ConnectCacheKey.Vault(title), vault.Id, epoch);
            }
        });
        return ids;
    }

    private async Task<List<(string VaultId, string ItemId, SecretReference Reference)>> ItemIdsAsync(
        string vaultId, List<SecretReference> references, long epoch, CancellationToken cancellationToken)
    {
        var ids = references.Where(reference => SecretReference.IsId(reference.Item))
            .Select(reference => (vaultId, reference.Item, reference)).ToList();
        var byTitle = references.Where(reference => !SecretReference.IsId(reference.Item))
            .DistinctBy(reference => reference.Item, StringComparer.OrdinalIgnoreCase).ToList();
        if (byTitle.Count == 0)
            return ids;
        await TryAsync(byTitle[0], async () =>
        {
            var inUse = (await client.ListItemsAsync(vaultId, cancellationToken)).Where(item => string.IsNullOrEmpty(item.State))
                .ToLookup(item => item.Title, StringComparer.OrdinalIgnoreCase);
            foreach (var reference in byTitle)
            {
                if (inUse[reference.Item].ToList() is not [var item])
                    continue;
                ids.Add((vaultId, item.Id, reference));
                cache.Put(ConnectCacheKey.Title(vaultId, reference.Item), item.Id, epoch);
            }
        });
        return ids;
    }

    private async ValueTask TryAsync(SecretReference reference, Func<Task> load)
    {
        try
        {
            await load();
        }
        catch (ConnectException e)
        {
            cache.Failed(e);
            ConnectLog.NotPreloaded(_logger, reference.ToString(), e.Kind, e.Detail);
        }
    }
}
