using System.Text;

namespace DevFlow.Secrets.Vault;

/// <summary>The lines of a batch, read once.</summary>
internal sealed class AuditLinesRead
{
    private readonly List<(ReadOnlyMemory<byte> Bytes, AuditLine? Line)> _lines = [];
    private readonly List<long> _seqs = [];
    private readonly HashSet<string> _keyIds = new(StringComparer.Ordinal);

    private AuditLinesRead(AuditBatch batch) => (File, FromStart) = (batch.File, batch.FromStart);

    public string File { get; }

    public bool FromStart { get; }

    /// <summary>Each line, and what it says; null when it is no record.</summary>
    public IReadOnlyList<(ReadOnlyMemory<byte> Bytes, AuditLine? Line)> Lines => _lines;

    /// <summary>The numbers that its records bear.</summary>
    public IReadOnlyList<long> Seqs => _seqs;

    /// <summary>The keys that its headers name.</summary>
    public IReadOnlySet<string> KeyIds => _keyIds;

    /// <summary>Whether it was not read, for its size.</summary>
    public bool IsTooLarge { get; private init; }

    public static AuditLinesRead Of(AuditBatch batch)
    {
        var read = new AuditLinesRead(batch) { IsTooLarge = batch.Lines.Length > AuditReplica.MaxBatchBytes };
        var rest = read.IsTooLarge ? default : batch.Lines;
        // Behind two in a row that are no records nothing is taken: so there are at most twice as many lines as there is room for records.
        while (read._lines is not [.., (_, null), (_, null)] && rest.Span.IndexOf((byte)'\n') is >= 0 and var end)
        {
            read.Add(rest[..end]);
            rest = rest[(end + 1)..];
        }

        return read;
    }

    private void Add(ReadOnlyMemory<byte> bytes)
    {
        var line = AuditLine.TryParse(bytes.Span);
        // The format is ASCII, and of our time: what is not is no record.
        if (line is not null && !(Ascii.IsValid(bytes.Span) && AuditMonths.IsPlausible(line.Time)))
            line = null;
        _lines.Add((bytes, line));
        if (line is null)
            return;
        _seqs.Add(line.Seq);
        if (line is { IsHeader: true, KeyId: { } id })
            _keyIds.Add(id);
    }
}
