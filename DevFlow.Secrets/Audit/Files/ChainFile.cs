using System.Text.Json;

namespace DevFlow.Secrets;

/// <summary>A chain that this process writes on.</summary>
internal sealed class ChainFile : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly AuditLines _lines;
    private long _length;
    private bool _unsynced;

    private ChainFile(string path, Stream stream, AuditLines lines, long length)
    {
        Path = path;
        _stream = stream;
        _lines = lines;
        _length = length;
    }

    public string Path { get; }

    public AuditHead Head => new(System.IO.Path.GetFileName(Path), _lines.Seq, _lines.Mac);

    /// <summary>Whether a write failed: what is on the disk has to be looked at before more is written.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Goes on with a file, or begins it, with a header.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">Who writes.</param>
    /// <param name="time">Now.</param>
    /// <param name="previous">The head that a new file follows, or that this one has lost.</param>
    /// <param name="open">Opens the file.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Null when the file does not end in a record: it is left as it is.</returns>
    public static async ValueTask<ChainFile?> OpenAsync(
        string path, AuditHeader header, DateTimeOffset time, AuditHead? previous, Func<string, Stream> open, CancellationToken cancellationToken)
    {
        var stream = open(path);
        try
        {
            var tail = await AuditTail.ReadAsync(stream, cancellationToken);
            if (tail.IsUnreadable)
            {
                await stream.DisposeAsync();
                return null;
            }

            var lines = new AuditLines(header.Key, tail.Last?.Seq ?? 0, tail.Last?.Mac ?? previous?.Mac ?? "");
            var file = new ChainFile(path, stream, lines, tail.Length);
            if (tail.TornLength > 0)
                lines.EndTornLine();
            file.Add(
                tail.TornLength > 0 ? AuditFormat.Recovered : AuditFormat.Header,
                (header, time, file: System.IO.Path.GetFileName(path), previous, tail),
                static (json, it) => it.header.Write(json, it.time, it.file, it.previous, it.tail));
            await file.WriteAsync(cancellationToken);
            return file;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    public void Add<T>(string kind, T content, Action<Utf8JsonWriter, T> write)
    {
        try
        {
            _lines.Add(kind, content, write);
        }
        catch
        {
            // Half a line must not be written with the next.
            IsBroken = true;
            throw;
        }
    }

    /// <summary>Writes what was added, all of it or, if the disk allows, none.</summary>
    public async ValueTask WriteAsync(CancellationToken cancellationToken, bool sync = false)
    {
        try
        {
            _stream.Position = _length;
            // Such a file is never written asynchronously, only by another thread.
            if (_stream is FileStream { IsAsync: false } file)
                file.Write(_lines.Written.Span);
            else
                await _stream.WriteAsync(_lines.Written, cancellationToken);
            _unsynced = true;
            if (sync)
                Sync();
            _length += _lines.Written.Length;
            _lines.Clear();
        }
        catch
        {
            IsBroken = true;
            CutBack();
            throw;
        }
    }

    /// <summary>Makes what was written survive a power cut.</summary>
    public void Sync()
    {
        if (!_unsynced)
            return;
        try
        {
            // There is no asynchronous call for it, and nobody but the writer waits here.
            if (_stream is FileStream file)
                file.Flush(flushToDisk: true);
            else
                _stream.Flush();
            _unsynced = false;
        }
        catch
        {
            IsBroken = true;
            throw;
        }
    }

    /// <summary>Whether the file is no longer what was written: taken away, cut or written on by others.</summary>
    public bool IsTakenAway()
    {
        var file = new FileInfo(Path);
        return !file.Exists || (file.LinkTarget is null && file.Length != _length);
    }

    public ValueTask DisposeAsync()
    {
        _lines.Dispose();
        return _stream.DisposeAsync();
    }

    // A piece of a batch that is left would not be wrong, only counted twice: its accesses come again as the sum of a gap.
    private void CutBack()
    {
        try
        {
            _stream.SetLength(_length);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            // A disk that is gone; whatever is there is read again when it is back.
        }
    }
}
