namespace DevFlow.QdrantEmulator;

/// <summary>The folder with the logs of all collections, held by one process at a time.</summary>
internal sealed class DataFolder : IDisposable
{
    private const string LogPattern = "*.log";

    private readonly string _collections;
    private readonly FileStream _lock;

    private DataFolder(string path, string collections, FileStream held) => (Path, _collections, _lock) = (path, collections, held);

    public string Path { get; }

    /// <exception cref="QdrantEmulatorException">It cannot be made or written, or another process has it.</exception>
    public static DataFolder Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            var collections = Directory.CreateDirectory(System.IO.Path.Combine(full, "collections")).FullName;
            // The system lets go of it when the process ends, in whatever way.
            var held = new FileStream(System.IO.Path.Combine(full, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new DataFolder(full, collections, held);
        }
        catch (Exception fault) when (StorageException.IsCause(fault))
        {
            throw new QdrantEmulatorException(
                [$"{full}: the data folder cannot be used: {fault.Message} Another emulator may have it; stop that one, or give another --data"]);
        }
    }

    /// <exception cref="QdrantEmulatorException">Logs are damaged; they stay as they are.</exception>
    public async Task<IReadOnlyList<Collection>> ReadAsync(CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        var collections = new List<Collection>();
        // What a kill left of a log that was being made anew.
        foreach (var leftover in Directory.EnumerateFiles(_collections, $"{LogPattern}{CollectionLog.Unfinished}"))
            File.Delete(leftover);
        foreach (var path in Directory.EnumerateFiles(_collections, LogPattern).Order(StringComparer.Ordinal))
        {
            try
            {
                if (await CollectionLogReader.OpenAsync(path, cancellationToken) is not { } collection)
                    continue;
                if (collections.Exists(known => known.Name == collection.Name))
                    faults.Add($"{path}: a second log of the collection '{collection.Name}': move one of them away");
                collections.Add(collection);
            }
            catch (Exception fault) when (fault is InvalidDataException || StorageException.IsCause(fault))
            {
                faults.Add($"{path}: the log is refused, and left as it is: {fault.Message}. Put a good copy in its place, or move it away");
            }
        }

        if (faults.Count == 0)
            return collections;
        collections.ForEach(collection => collection.Dispose());
        throw new QdrantEmulatorException(faults);
    }

    public Task<CollectionLog> CreateAsync(string name, CollectionState state) =>
        CollectionLog.CreateAsync(System.IO.Path.Combine(_collections, $"{Guid.NewGuid():N}.log"), name, state);

    public void Dispose() => _lock.Dispose();
}
