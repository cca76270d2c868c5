namespace DevFlow.Secrets;

public sealed partial class ConnectClient
{
    /// <summary>Creates an item.</summary>
    /// <param name="item">The item, with the id of its vault, and without ids of its own.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ConnectItem> CreateItemAsync(ConnectItem item, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(item);
        return WriteAsync(HttpMethod.Post, ItemsPath(item.Vault.Id), ConnectWriter.ToJson(item), cancellationToken);
    }

    /// <summary>Changes an item, all changes or none.</summary>
    /// <param name="vaultId">The vault's id.</param>
    /// <param name="itemId">The item's id.</param>
    /// <param name="operations">The changes.</param>
    /// <param name="expectedVersion">The version that the changes are meant for; null to change whatever there is.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ConnectConflictException">
    /// The item is at another version. Connect has no conditional change, so the version is looked at before and after: when somebody
    /// comes in between, the change is made and the message says so.
    /// </exception>
    public async Task<ConnectItem> PatchItemAsync(
        string vaultId, string itemId, IReadOnlyList<ConnectPatchOperation> operations, int? expectedVersion = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(operations);
        var path = ItemPath(vaultId, itemId);
        if (expectedVersion is { } expected)
            await ExpectAsync(vaultId, itemId, expected, cancellationToken);
        var answer = await WriteAsync(HttpMethod.Patch, path, ConnectWriter.ToJson(operations), cancellationToken);
        // An empty list of changes leaves the version as it was.
        if (expectedVersion is { } before && operations.Count > 0 && answer.Version != before + 1)
        {
            throw new ConnectConflictException(
                $"item {itemId} was changed by somebody else at the same time: it is at version {answer.Version}, not {before + 1}; "
                    + "this change was made too",
                "look at the item", before + 1, answer.Version);
        }

        return answer;
    }

    /// <summary>Gives a field a new value.</summary>
    /// <param name="item">The item.</param>
    /// <param name="fieldId">The field's id.</param>
    /// <param name="newValue">The new value.</param>
    /// <param name="expectedVersion">The version that the change is meant for; null for the version of <paramref name="item"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ConnectConflictException">The item is at another version.</exception>
    public Task<ConnectItem> PatchFieldAsync(
        ConnectItem item, string fieldId, ConnectSecret newValue, int? expectedVersion = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(item);
        var field = FieldOf(item, fieldId);
        return PatchItemAsync(
            item.Vault.Id, item.Id, [ConnectPatchOperation.ReplaceValue(field.Id, newValue)], expectedVersion ?? item.Version,
            cancellationToken);
    }

    /// <summary>Lets Connect make up a new value for a field, so that it travels once only.</summary>
    /// <param name="item">The item, with its fields.</param>
    /// <param name="fieldId">The field's id.</param>
    /// <param name="recipe">How the value is made; null for Connect's own way.</param>
    /// <param name="expectedVersion">The version that the change is meant for; null for the version of <paramref name="item"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ConnectConflictException">The item is at another version.</exception>
    public Task<ConnectItem> GenerateFieldAsync(
        ConnectItem item, string fieldId, ConnectRecipe? recipe = null, int? expectedVersion = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(item);
        var field = FieldOf(item, fieldId) with { Value = null, Totp = null, Generate = true, Recipe = recipe };
        return PatchItemAsync(
            item.Vault.Id, item.Id, [ConnectPatchOperation.ReplaceField(field)], expectedVersion ?? item.Version, cancellationToken);
    }

    /// <summary>Deletes an item for good: Connect does not put it into the archive.</summary>
    /// <param name="vaultId">The vault's id.</param>
    /// <param name="itemId">The item's id.</param>
    /// <param name="expectedVersion">The version that is to be deleted; null to delete whatever there is.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ConnectConflictException">The item is at another version.</exception>
    public async Task DeleteItemAsync(
        string vaultId, string itemId, int? expectedVersion = null, CancellationToken cancellationToken = default)
    {
        var path = ItemPath(vaultId, itemId);
        if (expectedVersion is { } expected)
            await ExpectAsync(vaultId, itemId, expected, cancellationToken);
        await _transport.SendAsync(new ConnectCall<bool>(HttpMethod.Delete, path, _ => true), cancellationToken);
    }

    private static ConnectField FieldOf(ConnectItem item, string fieldId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(fieldId);
        return item.Fields.FirstOrDefault(field => field.Id == fieldId)
            ?? throw new ConnectException(
                ConnectErrorKind.Invalid, $"item {item.Id} has no field with the id {fieldId}", "read the item again");
    }

    private async Task ExpectAsync(string vaultId, string itemId, int expected, CancellationToken cancellationToken)
    {
        var now = await GetItemAsync(vaultId, itemId, cancellationToken);
        if (now.Version != expected)
        {
            throw new ConnectConflictException(
                $"item {itemId} was changed by somebody else: it is at version {now.Version}, not {expected}; nothing was changed now",
                "read it again", expected, now.Version);
        }
    }

    private Task<ConnectItem> WriteAsync(HttpMethod method, string path, byte[] body, CancellationToken cancellationToken) =>
        _transport.SendAsync(new ConnectCall<ConnectItem>(method, path, ConnectJson.Item, body), cancellationToken);
}
