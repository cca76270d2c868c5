using System.Collections.Immutable;

namespace DevFlow.QdrantEmulator;

/// <summary>All collections.</summary>
internal sealed class CollectionStore : IDisposable
{
    private readonly DataFolder? _folder;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile ImmutableSortedDictionary<string, Collection> _collections;

    private CollectionStore(DataFolder? folder, IEnumerable<Collection> collections)
    {
        _folder = folder;
        _collections = collections.ToImmutableSortedDictionary(
            collection => collection.Name, collection => collection, StringComparer.Ordinal);
    }

    public IEnumerable<Collection> All => _collections.Values;

    /// <param name="folder">Where they lie; null keeps them in memory. The store disposes of it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<CollectionStore> OpenAsync(DataFolder? folder, CancellationToken cancellationToken) =>
        new(folder, folder is null ? [] : await folder.ReadAsync(cancellationToken));

    public bool Has(string name) => _collections.ContainsKey(name);

    /// <exception cref="ApiException">404.</exception>
    public Collection Get(string name) => _collections.TryGetValue(name, out var found) ? found : throw ApiException.NoCollection(name);

    /// <exception cref="ApiException">409 when there is one of that name.</exception>
    public async Task CreateAsync(string name, CollectionConfig config, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (Has(name))
                throw new ApiException(StatusCodes.Status409Conflict, $"Wrong input: Collection `{name}` already exists!");
            var state = CollectionState.New(config);
            var log = _folder is null ? null : await _folder.CreateAsync(name, state);
            _collections = _collections.Add(name, new Collection(name, state, log));
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <returns>Whether there was one.</returns>
    public async Task<bool> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (!_collections.TryGetValue(name, out var collection))
                return false;
            await collection.DropAsync(cancellationToken);
            _collections = _collections.Remove(name);
            collection.Dispose();
            return true;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        foreach (var collection in All)
            collection.Dispose();
        _folder?.Dispose();
        _gate.Dispose();
    }
}
