using System.Text;

namespace DevFlow.Secrets.Vault;

/// <summary>The lines of a batch, read once.</summary>
internal sealed class AuditLinesRead
{
    private readonly List<(ReadOnlyMemory<byte> Bytes, AuditLine? Line)> _lines = [];
    private readonly HashSet<DateOnly> _months = [];
    private readonly HashSet<string> _keyIds = new(StringComparer.Ordinal);

    private AuditLinesRead(AuditBatch batch) => (File, FromStart) = (batch.File, batch.FromStart);

    public string File { get; }

    public bool FromStart { get; }

    /// <summary>Each line, and what it says; null when it is no record.</summary>
    public IReadOnlyList<(ReadOnlyMemory<byte> Bytes, AuditLine? Line)> Lines => _lines;

    /// <summary>The months that it has records of.</summary>
    public IReadOnlySet<DateOnly> Months => _months;

    /// <summary>The keys that its headers name.</summary>
    public IReadOnlySet<string> KeyIds => _keyIds;

    public long First { get; private set; } = long.MaxValue;

    public long Last { get; private set; }

    public static AuditLinesRead Of(AuditBatch batch)
    {
        var read = new AuditLinesRead(batch);
        var rest = batch.Lines;
        while (rest.Span.IndexOf((byte)'\n') is >= 0 and var end)
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
        First = Math.Min(First, line.Seq);
        Last = Math.Max(Last, line.Seq);
        _months.Add(AuditMonths.Of(line.Time));
        if (line is { IsHeader: true, KeyId: { } id })
            _keyIds.Add(id);
    }
}
