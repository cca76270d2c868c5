namespace DevFlow.Secrets.Vault;

/// <summary>
/// The copies of people's secrets in 1Password: an item each, which bears the secret's id as a tag. By its own id, and by that tag when nobody had time
/// to keep the id, it is found again, whatever its owner does to it, and no item that the owner has made himself is taken for it.
/// </summary>
internal sealed class CopyItems(ConnectClient client)
{
    private const string Field = "value";
    private const string Category = "API_CREDENTIAL";

    /// <summary>The tag of a secret's item.</summary>
    public static string TagOf(Guid id) => $"devflow-{id:N}";

    /// <returns>The item's id.</returns>
    /// <exception cref="ConnectException">Connect does not do it.</exception>
    public async Task<string> WriteAsync(string vault, Guid id, string? known, string title, SecretValue value, CancellationToken cancellationToken)
    {
        var found = await FindAsync(vault, id, known, cancellationToken);
        var kept = found.FirstOrDefault(item => string.IsNullOrEmpty(item.State));
        // One that was made twice, by an answer that was lost, is one too many; and one in the archive cannot be changed.
        foreach (var extra in found.Where(item => item != kept))
            await DeleteAsync(vault, extra.Id, cancellationToken);
        if (kept is null)
            return (await client.CreateItemAsync(NewItem(vault, id, title, value), cancellationToken)).Id;

        var item = await client.GetItemAsync(vault, kept.Id, cancellationToken);
        if (EditOf(item, value) is { Count: > 0 } edit)
            await client.PatchItemAsync(vault, item.Id, edit, item.Version, cancellationToken);
        return item.Id;
    }

    /// <summary>Removes a copy for good: when it has returned, there is none.</summary>
    /// <exception cref="ConnectException">Connect does not do it, or cannot tell whether it is gone.</exception>
    public async Task RemoveAsync(string vault, Guid id, string? known, CancellationToken cancellationToken)
    {
        // Of a vault that the token opens no longer Connect says the same as of an item that is gone.
        if ((await client.ListVaultsAsync(cancellationToken)).All(one => one.Id != vault))
            throw new ConnectException(ConnectErrorKind.NotFound, $"the vault {vault} is not among those that the token opens", "give the token access to it");
        foreach (var item in await FindAsync(vault, id, known, cancellationToken))
            await DeleteAsync(vault, item.Id, cancellationToken);
    }

    // The vault was listed just now, so what is not found is not there.
    private async Task DeleteAsync(string vault, string item, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteItemAsync(vault, item, cancellationToken: cancellationToken);
        }
        catch (ConnectException gone) when (gone.Kind is ConnectErrorKind.NotFound)
        {
            await client.ListItemsAsync(vault, cancellationToken);
        }
    }

    // The one that is known comes first. A list may be older than it, and its owner may have taken the tag away.
    private async Task<IReadOnlyList<ConnectItem>> FindAsync(string vault, Guid id, string? known, CancellationToken cancellationToken)
    {
        var tag = TagOf(id);
        var all = await client.ListItemsAsync(vault, cancellationToken);
        List<ConnectItem> found = [.. all.Where(item => item.Id == known || item.Tags.Contains(tag)).OrderBy(item => item.Id != known)];
        if (known is not null && found.All(item => item.Id != known) && await TryGetAsync(vault, known, cancellationToken) is { } missed)
            found.Insert(0, missed);
        return found;
    }

    private async Task<ConnectItem?> TryGetAsync(string vault, string item, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetItemAsync(vault, item, cancellationToken);
        }
        catch (ConnectException none) when (none.Kind is ConnectErrorKind.NotFound)
        {
            return null;
        }
    }

    private static IReadOnlyList<ConnectPatchOperation> EditOf(ConnectItem item, SecretValue value)
    {
        var now = item.Fields.FirstOrDefault(field => Field.Equals(field.Label, StringComparison.OrdinalIgnoreCase));
        if (now is null)
            return [ConnectPatchOperation.AddField(NewField(value))];
        if (now.Value is null || now.Value.IsEmpty)
            return [ConnectPatchOperation.ReplaceField(now with { Value = new(value.Reveal()) })];
        return now.Value.Reveal() == value.Reveal() ? [] : [ConnectPatchOperation.ReplaceValue(now.Id, new(value.Reveal()))];
    }

    private static ConnectItem NewItem(string vault, Guid id, string title, SecretValue value) => new()
    {
        Title = title,
        Vault = new(vault),
        Category = Category,
        Tags = ["devflow", TagOf(id)],
        Fields = [NewField(value)],
    };

    private static ConnectField NewField(SecretValue value) => new() { Label = Field, Type = "CONCEALED", Value = new(value.Reveal()) };
}
