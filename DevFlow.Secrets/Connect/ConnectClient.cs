namespace DevFlow.Secrets;

/// <summary>
/// The REST API of 1Password Connect (version 1). A read is repeated when Connect is away, on the next endpoint first; a write only when
/// no connection came about. Every method throws <see cref="ConnectException"/>, and honours cancellation.
/// </summary>
public sealed class ConnectClient : IDisposable
{
    /// <summary>The largest file that <see cref="GetFileAsync"/> reads unless told otherwise, in bytes: 1 MiB.</summary>
    public const int MaxFileBytes = 1024 * 1024;

    /// <summary>Prepares a client. Nothing is connected until the first call.</summary>
    /// <param name="options">How Connect is reached.</param>
    /// <exception cref="ArgumentException">There is no endpoint, or one that is not usable.</exception>
    public ConnectClient(ConnectOptions options) => Options = options;

    internal ConnectOptions Options { get; }

    /// <summary>The vaults that the token opens.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<ConnectVault>> ListVaultsAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>The vaults with a title, compared without regard to case.</summary>
    /// <param name="title">The title.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<ConnectVault>> FindVaultsAsync(string title, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>The items of a vault, without their fields.</summary>
    /// <param name="vaultId">The vault's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<ConnectItem>> ListItemsAsync(string vaultId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>The items of a vault with a title, compared without regard to case; without their fields.</summary>
    /// <param name="vaultId">The vault's id.</param>
    /// <param name="title">The title.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<ConnectItem>> FindItemsAsync(string vaultId, string title, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>A whole item.</summary>
    /// <param name="vaultId">The vault's id.</param>
    /// <param name="itemId">The item's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ConnectItem> GetItemAsync(string vaultId, string itemId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>The content of a file.</summary>
    /// <param name="file">The file, as its item lists it.</param>
    /// <param name="maxBytes">The largest content that is accepted, in bytes.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<byte[]> GetFileAsync(ConnectFile file, int maxBytes = MaxFileBytes, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Creates an item.</summary>
    /// <param name="item">The item, with the id of its vault, and without ids of its own.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ConnectItem> CreateItemAsync(ConnectItem item, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Changes an item, all changes or none.</summary>
    /// <param name="vaultId">The vault's id.</param>
    /// <param name="itemId">The item's id.</param>
    /// <param name="operations">The changes.</param>
    /// <param name="expectedVersion">The version that the changes are meant for; null to change whatever there is.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ConnectConflictException">The item is at another version.</exception>
    public Task<ConnectItem> PatchItemAsync(
        string vaultId, string itemId, IReadOnlyList<ConnectPatchOperation> operations, int? expectedVersion = null,
        CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Gives a field a new value.</summary>
    /// <param name="item">The item.</param>
    /// <param name="fieldId">The field's id.</param>
    /// <param name="newValue">The new value.</param>
    /// <param name="expectedVersion">The version that the change is meant for; null for the version of <paramref name="item"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ConnectConflictException">The item is at another version.</exception>
    public Task<ConnectItem> PatchFieldAsync(
        ConnectItem item, string fieldId, ConnectSecret newValue, int? expectedVersion = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Lets Connect make up a new value for a field, so that it travels once only.</summary>
    /// <param name="item">The item, with its fields.</param>
    /// <param name="fieldId">The field's id.</param>
    /// <param name="recipe">How the value is made; null for Connect's own way.</param>
    /// <param name="expectedVersion">The version that the change is meant for; null for the version of <paramref name="item"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ConnectConflictException">The item is at another version.</exception>
    public Task<ConnectItem> GenerateFieldAsync(
        ConnectItem item, string fieldId, ConnectRecipe? recipe = null, int? expectedVersion = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Deletes an item for good: Connect does not put it into the archive.</summary>
    /// <param name="vaultId">The vault's id.</param>
    /// <param name="itemId">The item's id.</param>
    /// <param name="expectedVersion">The version that is to be deleted; null to delete whatever there is.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ConnectConflictException">The item is at another version.</exception>
    public Task DeleteItemAsync(string vaultId, string itemId, int? expectedVersion = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>How each endpoint is. It throws nothing for an endpoint that is away: that is an answer.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<ConnectHealth>> HealthAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
