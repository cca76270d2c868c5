namespace DevFlow.Secrets;

/// <summary>Reads the lines of a file up to the length that it had at the start, since another process may be writing on.</summary>
internal sealed class AuditLineReader(Stream stream, long length)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private long _read;

    /// <summary>The number of the line that was read last, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The position in the file behind the line that was read last.</summary>
    public long Position { get; private set; }

    /// <summary>Whether the line that was read last ends with a line feed.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>The next line without its line feed, valid until the next call; null at the end.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        var searched = 0;
        while (true)
        {
            var feed = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (feed >= 0)
                return Take(searched + feed, whole: true);

            searched = _end - _start;
            if (await FillAsync(cancellationToken))
                continue;
            if (searched == 0)
                return null;
            return Take(searched, whole: false);
        }
    }

    private ReadOnlyMemory<byte> Take(int count, bool whole)
    {
        var line = _buffer.AsMemory(_start, count);
        var taken = whole ? count + 1 : count;
        _start += taken;
        Position += taken;
        Number++;
        IsWhole = whole;
        return line;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var room = (int)Math.Min(_buffer.Length - _end, length - _read);
        var count = room == 0 ? 0 : await stream.ReadAsync(_buffer.AsMemory(_end, room), cancellationToken);
        _end += count;
        _read += count;
        return count > 0;
    }
}
