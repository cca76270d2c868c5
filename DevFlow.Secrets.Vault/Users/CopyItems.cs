namespace DevFlow.Secrets.Vault;

/// <summary>
/// The copies of people's secrets in 1Password: an item each, which bears the secret's id as a tag. By that it is found again, whatever its owner
/// calls it, and no item that the owner has made himself is taken for it.
/// </summary>
internal sealed class CopyItems(ConnectClient client)
{
    private const string Field = "value";
    private const string Category = "API_CREDENTIAL";

    /// <summary>The tag of a secret's item.</summary>
    public static string TagOf(Guid id) => $"devflow-{id:N}";

    /// <exception cref="ConnectException">Connect does not do it.</exception>
    public async Task WriteAsync(string vault, Guid id, string title, SecretValue value, CancellationToken cancellationToken)
    {
        // One that was made twice, by an answer that was lost, is one too many.
        var items = await FindAsync(vault, id, cancellationToken);
        foreach (var extra in items.Skip(1))
            await client.DeleteItemAsync(vault, extra.Id, cancellationToken: cancellationToken);
        if (items.Count == 0)
        {
            await client.CreateItemAsync(NewItem(vault, id, title, value), cancellationToken);
            return;
        }

        var item = await client.GetItemAsync(vault, items[0].Id, cancellationToken);
        if (EditOf(item, value) is { Count: > 0 } edit)
            await client.PatchItemAsync(vault, item.Id, edit, item.Version, cancellationToken);
    }

    /// <exception cref="ConnectException">Connect does not do it.</exception>
    public async Task RemoveAsync(string vault, Guid id, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var item in await FindAsync(vault, id, cancellationToken))
                await client.DeleteItemAsync(vault, item.Id, cancellationToken: cancellationToken);
        }
        catch (ConnectException gone) when (gone.Kind is ConnectErrorKind.NotFound)
        {
            // The vault, or the item, is no more.
        }
    }

    private async Task<IReadOnlyList<ConnectItem>> FindAsync(string vault, Guid id, CancellationToken cancellationToken)
    {
        var tag = TagOf(id);
        return [.. (await client.ListItemsAsync(vault, cancellationToken)).Where(item => item.Tags.Contains(tag) && string.IsNullOrEmpty(item.State))];
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
