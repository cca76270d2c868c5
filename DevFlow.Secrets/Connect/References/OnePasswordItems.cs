using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DevFlow.Secrets;

/// <summary>
/// Finds the item of a reference. A segment in the form of an id is sent as it is, and looked up as a title only when Connect has no such
/// id (404): any other failure must not turn into "not found". A title that led to nothing, or to an item with another title by now, is
/// looked up once more.
/// </summary>
internal sealed class OnePasswordItems(ConnectClient client, IConnectCache cache)
{
    private readonly ILogger _logger = client.Options.Logger ?? NullLogger.Instance;

    public async Task<LocatedItem> FindAsync(SecretReference reference, bool refresh, CancellationToken cancellationToken)
    {
        if (!SecretReference.IsId(reference.Vault))
            return await InVaultNamedAsync(reference, refresh, cancellationToken);
        try
        {
            return await InVaultAsync(reference, reference.Vault, refresh, cancellationToken);
        }
        catch (ConnectException e) when (e.Kind is ConnectErrorKind.NotFound)
        {
            // A title may have the form of an id; when no vault has it, the first answer is the better one.
            try
            {
                return await InVaultNamedAsync(reference, refresh, cancellationToken);
            }
            catch (ConnectException second) when (second.Kind is ConnectErrorKind.NotFound)
            {
                throw e;
            }
        }
    }

    /// <summary>Lets the next read of the item ask Connect. Where its title is not known yet, it may be on its way.</summary>
    public void Forget(SecretReference reference, bool keepStale)
    {
        cache.OvertakeReads();
        foreach (var vaultId in Ids(reference.Vault, ConnectCacheKey.Vault(reference.Vault)))
        {
            foreach (var itemId in Ids(reference.Item, ConnectCacheKey.Title(vaultId, reference.Item)))
                cache.Forget(ConnectCacheKey.Item(vaultId, itemId), keepStale);
        }
    }

    private IEnumerable<string> Ids(string segment, ConnectCacheKey title)
    {
        if (SecretReference.IsId(segment))
            yield return segment;
        if (cache.Find<string>(title) is { } id)
            yield return id;
    }

    private async Task<LocatedItem> InVaultNamedAsync(SecretReference reference, bool refresh, CancellationToken cancellationToken)
    {
        var vault = await VaultIdAsync(reference.Vault, cancellationToken);
        try
        {
            return (await InVaultAsync(reference, vault.Value, refresh, cancellationToken)).StaleAtLeast(vault.StaleFor);
        }
        catch (ConnectException e) when (vault.Hit && e is { Status: 403 or 404, IsRemembered: false })
        {
            ConnectLog.LookingUpAnew(_logger, reference.ToString());
            cache.Forget(ConnectCacheKey.Vault(reference.Vault));
            var again = await VaultIdAsync(reference.Vault, cancellationToken);
            if (again.Value == vault.Value)
                throw;
            return (await InVaultAsync(reference, again.Value, refresh, cancellationToken)).StaleAtLeast(again.StaleFor);
        }
    }

    private async Task<LocatedItem> InVaultAsync(
        SecretReference reference, string vaultId, bool refresh, CancellationToken cancellationToken)
    {
        if (SecretReference.IsId(reference.Item))
        {
            try
            {
                return await ItemAsync(vaultId, reference.Item, refresh, cancellationToken);
            }
            catch (ConnectException e) when (e.Kind is ConnectErrorKind.NotFound)
            {
                // It may still be a title.
            }
        }

        return await ItemNamedAsync(reference, vaultId, refresh, cancellationToken);
    }

    private async Task<LocatedItem> ItemNamedAsync(
        SecretReference reference, string vaultId, bool refresh, CancellationToken cancellationToken)
    {
        var id = await ItemIdAsync(reference, vaultId, cancellationToken);
        try
        {
            var item = await ItemAsync(vaultId, id.Value, refresh, cancellationToken);
            if (Bears(item.Item, reference.Item))
                return item.StaleAtLeast(id.StaleFor);
        }
        catch (ConnectException e) when (id.Hit && e.Kind is ConnectErrorKind.NotFound)
        {
            // Deleted, and perhaps made anew under another id.
        }

        ConnectLog.LookingUpAnew(_logger, reference.ToString());
        cache.Forget(ConnectCacheKey.Title(vaultId, reference.Item));
        cache.Forget(ConnectCacheKey.Item(vaultId, id.Value));
        id = await ItemIdAsync(reference, vaultId, cancellationToken);
        var again = await ItemAsync(vaultId, id.Value, refresh, cancellationToken);
        return Bears(again.Item, reference.Item) ? again.StaleAtLeast(id.StaleFor) : throw NoItem(reference);
    }

    private async Task<LocatedItem> ItemAsync(string vaultId, string itemId, bool refresh, CancellationToken cancellationToken)
    {
        var key = ConnectCacheKey.Item(vaultId, itemId);
        if (refresh)
        {
            var epoch = cache.Epoch;
            var fresh = await client.GetItemAsync(vaultId, itemId, cancellationToken);
            cache.Put(key, fresh, epoch);
            return new LocatedItem(vaultId, fresh, Hit: false, StaleFor: null);
        }

        var item = await cache.GetAsync(key, token => client.GetItemAsync(vaultId, itemId, token), cancellationToken);
        return new LocatedItem(vaultId, item.Value, item.Hit, item.StaleFor) { ReadAt = item.ReadAt };
    }

    private ValueTask<Cached<string>> VaultIdAsync(string title, CancellationToken cancellationToken) => cache.GetAsync(
        ConnectCacheKey.Vault(title),
        async token => OnePasswordTitles.Only(title, await client.FindVaultsAsync(title, token))
            ?? throw new ConnectException(
                ConnectErrorKind.NotFound, $"1Password has no vault '{title}' that the access token opens",
                "create it, or give the token access to it")
            {
                NoVault = true,
            },
        cancellationToken);

    private ValueTask<Cached<string>> ItemIdAsync(SecretReference reference, string vaultId, CancellationToken cancellationToken) =>
        cache.GetAsync(
            ConnectCacheKey.Title(vaultId, reference.Item),
            async token => OnePasswordTitles.Only(reference, await FindAsync(reference, vaultId, token)) ?? throw NoItem(reference),
            cancellationToken);

    private async Task<IReadOnlyList<ConnectItem>> FindAsync(SecretReference reference, string vaultId, CancellationToken cancellationToken)
    {
        try
        {
            return await client.FindItemsAsync(vaultId, reference.Item, cancellationToken);
        }
        catch (ConnectException e) when (e.Kind is ConnectErrorKind.NotFound)
        {
            throw new ConnectException(
                ConnectErrorKind.NotFound, $"1Password has no vault '{reference.Vault}' that the access token opens",
                "create it, or give the token access to it", e.Endpoint, e.Status)
            {
                NoVault = true,
            };
        }
    }

    // An item that was archived or deleted has lost its title to whoever bears it now.
    private static bool Bears(ConnectItem item, string title) =>
        item.Title.Equals(title, StringComparison.OrdinalIgnoreCase) && string.IsNullOrEmpty(item.State);

    private static ConnectException NoItem(SecretReference reference) => new(
        ConnectErrorKind.NotFound, $"vault '{reference.Vault}' has no item '{reference.Item}'",
        $"create it, or correct the reference {reference}");
}
