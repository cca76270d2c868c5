namespace DevFlow.Secrets;

/// <summary>One file on its way to a replica: how far it was sent.</summary>
internal sealed class AuditShipment(string path, AuditReplicaHead? head)
{
    // A whole line at the end of a memory page may be a piece of one whose recovery is being written at this moment: more of a write than a
    // page is not seen at once.
    private const int PageLength = 4096;

    private AuditReplicaHead? _head = head;
    private long _position;
    private long _next;
    private long _seen = -1;

    public string Name { get; } = Path.GetFileName(path);

    /// <summary>Until when it is left alone, since the replica does not take what comes next.</summary>
    public DateTimeOffset? RestsUntil { get; set; }

    /// <summary>What the replica had against it, when that was logged.</summary>
    public string? Fault { get; set; }

    /// <summary>Whether the last batch left lines behind because it was full.</summary>
    public bool HasMore { get; private set; }

    /// <summary>The lines that come next; null when there are none.</summary>
    public async ValueTask<AuditBatch?> NextAsync(int most, CancellationToken cancellationToken)
    {
        await using var stream = AuditFiles.OpenToRead(path);
        var length = stream.Length;
        if (_head is { } head)
        {
            _position = await FindAsync(stream, head, cancellationToken);
            _head = null;
        }

        // Cut off, or begun anew under the same name: the replica has to see it from the start.
        if (length < _position)
            _position = 0;
        if (length == _position)
            return null;

        var settled = length == _seen;
        _seen = length;
        var lines = await ReadAsync(stream, length, settled, most, cancellationToken);
        return lines.Length == 0 ? null : new(Name, lines, FromStart: _position == 0);
    }

    /// <summary>The last batch is with the replica.</summary>
    public void Taken()
    {
        _position = _next;
        Fault = null;
        RestsUntil = null;
    }

    /// <summary>Goes on with the record that the replica has last, so that it sees whether the next one follows.</summary>
    public void Rewind(AuditAppended answer) => _head = new(Name, answer.Seq, answer.Mac);

    private async Task<ReadOnlyMemory<byte>> ReadAsync(FileStream stream, long length, bool settled, int most, CancellationToken cancellationToken)
    {
        stream.Position = _position;
        var reader = new AuditLineReader(stream, length - _position);
        using var lines = new MemoryStream();
        HasMore = false;
        while (await reader.ReadAsync(cancellationToken) is { } line && reader.IsWhole)
        {
            var end = _position + reader.Position;
            if (!settled && end == length && end % PageLength == 0)
                break;

            // A piece and the line that recovers it go together: alone it would be judged as a record.
            var isFull = lines.Length > 0 && lines.Length + line.Length > most;
            if (isFull && (lines.Length > 4L * most || AuditLine.TryParse(line.Span) is { Kind: not AuditFormat.Recovered }))
            {
                HasMore = true;
                break;
            }

            lines.Write(line.Span);
            lines.WriteByte((byte)'\n');
        }

        _next = _position + lines.Length;
        return lines.ToArray();
    }

    /// <summary>The position of the record, or behind it when it is the last; the start when it is not in the file.</summary>
    private static async Task<long> FindAsync(FileStream stream, AuditReplicaHead head, CancellationToken cancellationToken)
    {
        // Most files are of other days, and the replica has all of them.
        var tail = await AuditTail.ReadAsync(stream, cancellationToken);
        if (tail.Last is { } last && last.Seq == head.Seq && last.Mac == head.Mac)
            return tail.Length - tail.TornLength;

        stream.Position = 0;
        var reader = new AuditLineReader(stream, stream.Length);
        while (await reader.ReadAsync(cancellationToken) is { } line && reader.IsWhole)
        {
            if (AuditLine.TryParse(line.Span) is { } record && record.Seq == head.Seq && record.Mac == head.Mac)
                return reader.Position - line.Length - 1;
        }

        return 0;
    }
}
