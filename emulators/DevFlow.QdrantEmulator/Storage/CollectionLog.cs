using Microsoft.Win32.SafeHandles;

namespace DevFlow.QdrantEmulator;

/// <summary>
/// The file of a collection: every change is added at its end and on disk before it is answered. When most of it is history, it is written anew,
/// beside the old one, and takes its place whole.
/// </summary>
internal sealed class CollectionLog : IDisposable
{
    /// <summary>What follows the name of a log that is not whole yet.</summary>
    public const string Unfinished = ".tmp";

    private const int PointsARecord = 1000;

    // Below this no log is worth being written anew.
    private const long MinStalePoints = 10_000;

    private readonly string _name;
    private readonly string _path;
    private SafeFileHandle _file;
    private long _length;
    private long _points;

    /// <param name="path">The file.</param>
    /// <param name="name">The collection's.</param>
    /// <param name="length">Where its sound records end; what follows is cut off.</param>
    /// <param name="points">How many points and deletions are in it.</param>
    public CollectionLog(string path, string name, long length, long points)
    {
        (_path, _name, _length, _points) = (path, name, length, points);
        _file = Open(path);
        if (RandomAccess.GetLength(_file) > length)
            RandomAccess.SetLength(_file, length);
    }

    /// <exception cref="StorageException">It cannot be written.</exception>
    public static async Task<CollectionLog> CreateAsync(string path, string name, CollectionState state)
    {
        try
        {
            var length = await WriteAllAsync(path, name, state);
            return new CollectionLog(path, name, length, state.Points.Count);
        }
        catch (Exception fault) when (StorageException.IsCause(fault))
        {
            throw StorageException.For(path, fault);
        }
    }

    /// <param name="change">What is added.</param>
    /// <param name="after">What the collection is with it.</param>
    /// <exception cref="StorageException">It cannot be written, and is as it was.</exception>
    public async Task AppendAsync(Change change, CollectionState after)
    {
        await AddAsync(LogJson.Of(change));
        _points += change.Put.Count + change.Deleted.Count;
        if (_points - after.Points.Count > Math.Max(MinStalePoints, after.Points.Count))
            await CompactAsync(after);
    }

    /// <summary>The end of the collection. Where the file cannot be deleted, its last record says that it is to be.</summary>
    /// <exception cref="StorageException">Neither could be done.</exception>
    public async Task DropAsync()
    {
        StorageException? unwritten = null;
        try
        {
            await AddAsync(LogJson.Dropped());
        }
        catch (StorageException fault)
        {
            // A full disk is no reason to keep what is to make room.
            unwritten = fault;
        }

        try
        {
            File.Delete(_path);
        }
        catch (Exception fault) when (StorageException.IsCause(fault))
        {
            // The next start deletes it, when it has that record.
            if (unwritten is not null)
                throw unwritten;
        }
    }

    public void Dispose() => _file.Dispose();

    private static SafeFileHandle Open(string path) => File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);

    private static async Task<long> WriteAllAsync(string path, string name, CollectionState state)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        long length;
        await using (var stream = new FileStream(path + Unfinished, options))
        {
            await stream.WriteAsync(LogRecord.Frame(LogJson.Head(name, state)));
            foreach (var points in state.Points.Values.Chunk(PointsARecord))
                await stream.WriteAsync(LogRecord.Frame(LogJson.Of(new Change { Sequence = state.Sequence, Put = points })));
            stream.Flush(flushToDisk: true);
            length = stream.Length;
        }

        File.Move(path + Unfinished, path, overwrite: true);
        return length;
    }

    // Not to be cancelled: half a record would have to be taken back.
    private async Task AddAsync(byte[] content)
    {
        var record = LogRecord.Frame(content);
        try
        {
            await RandomAccess.WriteAsync(_file, record, _length, CancellationToken.None);
            RandomAccess.FlushToDisk(_file);
            _length += record.Length;
        }
        catch (Exception fault) when (StorageException.IsCause(fault))
        {
            TakeBack();
            throw StorageException.For(_path, fault);
        }
    }

    // What stays is written over by the next record, or cut off at the next start.
    private void TakeBack()
    {
        try
        {
            RandomAccess.SetLength(_file, _length);
        }
        catch (Exception fault) when (StorageException.IsCause(fault))
        {
            // Nobody was told that it is there.
        }
    }

    private async Task CompactAsync(CollectionState state)
    {
        try
        {
            var length = await WriteAllAsync(_path, _name, state);
            var old = _file;
            _file = Open(_path);
            old.Dispose();
            (_length, _points) = (length, state.Points.Count);
        }
        catch (Exception fault) when (StorageException.IsCause(fault))
        {
            // The old log is whole; it is tried again when as much has come to it.
            _points = state.Points.Count;
        }
    }
}
