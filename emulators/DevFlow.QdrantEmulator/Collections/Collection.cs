namespace DevFlow.QdrantEmulator;

/// <summary>A collection: readers take the state as it is, writers go one after the other, and to disk first.</summary>
internal sealed class Collection(string name, CollectionState state, CollectionLog? log) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private bool _isDropped;
    private volatile CollectionState _state = state;

    public string Name => name;

    public CollectionState State => _state;

    /// <summary>Makes a change of what is there at that moment.</summary>
    /// <returns>The number of the operation.</returns>
    /// <exception cref="ApiException">The collection went away, or the change cannot be made.</exception>
    /// <exception cref="StorageException">The change cannot be written; nothing is changed.</exception>
    public async Task<ulong> UpdateAsync(Func<CollectionState, Change> make, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_isDropped)
                throw ApiException.NoCollection(name);
            var before = _state;
            var made = make(before);
            if (made.IsNothing)
                return before.Sequence;
            var sequence = before.Sequence + 1;
            var change = made with { Sequence = sequence, Put = [.. made.Put.Select(point => point with { Version = sequence })] };
            var after = before.With(change);
            if (log is not null)
                await log.AppendAsync(change, after);
            _state = after;
            return sequence;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Takes it away for good, after the changes under way.</summary>
    public async Task DropAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (log is not null)
                await log.DropAsync();
            _isDropped = true;
        }
        finally
        {
            _gate.Release();
        }
    }

    // The gate stays: a request under way may still wait at it.
    public void Dispose() => log?.Dispose();
}
