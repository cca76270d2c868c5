namespace DevFlow.Secrets;

/// <summary>
/// Changes one item of 1Password, or makes it, in one write. It looks before it writes, and looks again when an answer was lost: a write
/// that may have arrived is never sent a second time, since it could make a second item.
/// </summary>
internal sealed class OnePasswordWriter(ConnectClient client)
{
    // A new item is one for programs: the other categories want fields of their own.
    private const string Category = "API_CREDENTIAL";
    private const int MaxConflicts = 5;

    public Task WriteAsync(IReadOnlyList<OnePasswordChange> changes, CancellationToken cancellationToken)
    {
        var wanted = Distinct(changes);
        return ChangeAsync(
            wanted[0].Reference,
            item => new OnePasswordEdit(item).Set(wanted),
            vaultId => client.CreateItemAsync(NewItem(vaultId, wanted), cancellationToken),
            cancellationToken);
    }

    public async Task<bool> TryReplaceAsync(OnePasswordChange change, SecretValue known, CancellationToken cancellationToken)
    {
        var stands = false;
        await ChangeAsync(
            change.Reference,
            item =>
            {
                var edit = new OnePasswordEdit(item);
                stands = edit.Holds(change.Reference, change.Value) || edit.Holds(change.Reference, known);
                return stands ? edit.Set([change]) : [];
            },
            create: null,
            cancellationToken);
        return stands;
    }

    public Task RemoveAsync(IReadOnlyList<SecretReference> references, CancellationToken cancellationToken) =>
        ChangeAsync(references[0], item => new OnePasswordEdit(item).Remove(references), create: null, cancellationToken);

    private async Task ChangeAsync(
        SecretReference reference, Func<ConnectItem, IReadOnlyList<ConnectPatchOperation>> edit, Func<string, Task<ConnectItem>>? create,
        CancellationToken cancellationToken)
    {
        ConnectException? lost = null;
        for (var conflicts = 0; ;)
        {
            try
            {
                var vaultId = await VaultAsync(reference, cancellationToken);
                var item = await ItemAsync(vaultId, reference, cancellationToken);
                var operations = item is null ? [] : edit(item);
                if (item is null ? create is null : operations.Count == 0)
                    return;
                if (lost is not null)
                    throw Failed(lost);
                await (item is null ? create!(vaultId) : client.PatchItemAsync(vaultId, item.Id, operations, item.Version, cancellationToken));
                return;
            }
            catch (ConnectException e) when (e.Kind is ConnectErrorKind.Conflict && ++conflicts < MaxConflicts)
            {
                // Somebody else changed the item: what is left to do is worked out anew.
            }
            catch (ConnectException e) when (e is { Kind: ConnectErrorKind.Unavailable, NothingSent: false } && lost is null)
            {
                lost = e;
            }
            catch (ConnectException e)
            {
                throw Failed(lost ?? e);
            }
        }
    }

    private async Task<string> VaultAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        var vaults = await client.ListVaultsAsync(cancellationToken);
        if (SecretReference.IsId(reference.Vault) && vaults.FirstOrDefault(vault => vault.Id == reference.Vault) is { } known)
            return known.Id;
        var named = vaults.Where(vault => vault.Name.Equals(reference.Vault, StringComparison.OrdinalIgnoreCase)).ToList();
        return OnePasswordTitles.Only(reference.Vault, named) ?? throw new ConnectException(
            ConnectErrorKind.Invalid, $"1Password has no vault '{reference.Vault}' that the access token opens",
            "create it in 1Password, which Connect cannot, and give the token access to it");
    }

    private async Task<ConnectItem?> ItemAsync(string vaultId, SecretReference reference, CancellationToken cancellationToken)
    {
        if (SecretReference.IsId(reference.Item))
        {
            try
            {
                return await client.GetItemAsync(vaultId, reference.Item, cancellationToken);
            }
            catch (ConnectException e) when (e.Kind is ConnectErrorKind.NotFound)
            {
                throw new ConnectException(
                    ConnectErrorKind.Invalid, $"vault '{reference.Vault}' has no item '{reference.Item}'",
                    "write its title into the reference: an item cannot be created with an id of one's own");
            }
        }

        var id = OnePasswordTitles.Only(reference, await client.FindItemsAsync(vaultId, reference.Item, cancellationToken));
        return id is null ? null : await client.GetItemAsync(vaultId, id, cancellationToken);
    }

    private static ConnectItem NewItem(string vaultId, List<OnePasswordChange> changes)
    {
        var sections = changes.Select(change => change.Reference.Section).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)
            .ToDictionary(label => label, OnePasswordEdit.NewSection, StringComparer.OrdinalIgnoreCase);
        return new ConnectItem
        {
            Title = changes[0].Reference.Item,
            Vault = new ConnectItemVault(vaultId),
            Category = Category,
            Sections = [.. sections.Values],
            Fields = [.. changes.Select(change => change.NewField(change.Reference.Section is { } label ? sections[label] : null))],
        };
    }

    // Two keys may share a field, as long as they agree on what stands in it.
    private static List<OnePasswordChange> Distinct(IReadOnlyList<OnePasswordChange> changes)
    {
        var byReference = changes.GroupBy(change => change.Reference).ToList();
        var torn = byReference.Find(group => group.DistinctBy(change => change.Value.Reveal()).Skip(1).Any());
        return torn is null
            ? byReference.ConvertAll(group => group.First())
            : throw new SecretStoreException(
                SourceOutcome.Ambiguous,
                $"{string.Join(" and ", torn.Select(change => change.Entry.Key))} share {torn.Key} and have different values",
                "give one of them a reference of its own in config/secrets.yaml");
    }

    private static SecretStoreException Failed(ConnectException fault) => new(
        fault.Kind switch
        {
            ConnectErrorKind.Invalid => SourceOutcome.NotConfigured,
            ConnectErrorKind.Conflict => SourceOutcome.Unavailable,
            var kind => OnePasswordSource.Outcome(kind),
        },
        fault.Detail,
        fault.Remedy);
}
