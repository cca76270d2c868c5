using System.Text;

namespace DevFlow.Secrets;

/// <summary>Collects the diagnostics of one file and turns offsets into lines and columns.</summary>
internal sealed class DotEnvReport(string path)
{
    private List<DotEnvDiagnostic>? _diagnostics;

    // Where the last diagnostic was: going on from there keeps a file full of faults linear.
    private int _offset = -1;
    private int _line;
    private int _column;

    /// <summary>Below this offset, text may be a piece of a value whose quote was never closed.</summary>
    public int SuspectUntil { get; set; }

    public IReadOnlyList<DotEnvDiagnostic> Diagnostics => _diagnostics ?? (IReadOnlyList<DotEnvDiagnostic>)[];

    /// <summary>Whether what looks like a key in this statement may be named.</summary>
    public bool MayName(in DotEnvStatement statement) => statement.Start >= SuspectUntil;

    public void Error(ReadOnlySpan<byte> text, in DotEnvStatement statement, int offset, string code, string message) =>
        Add(FindingSeverity.Error, text, statement, offset, code, message);

    public void Warn(ReadOnlySpan<byte> text, in DotEnvStatement statement, int offset, string code, string message) =>
        Add(FindingSeverity.Warning, text, statement, offset, code, message);

    /// <summary>Adds a fault found before the statements were, whose key is not known yet.</summary>
    /// <returns>Its index, for <see cref="NameKey"/>.</returns>
    public int Add(DotEnvDiagnostic diagnostic)
    {
        (_diagnostics ??= []).Add(diagnostic);
        return _diagnostics.Count - 1;
    }

    public void NameKey(int index, string? key) => _diagnostics![index] = _diagnostics[index] with { Key = key };

    /// <summary>Brings diagnostics of several passes into file order.</summary>
    public void Sort() => _diagnostics = _diagnostics?.OrderBy(d => d.Line).ThenBy(d => d.Column).ToList();

    private void Add(
        FindingSeverity severity, ReadOnlySpan<byte> text, in DotEnvStatement statement, int offset, string code, string message)
    {
        Locate(text, statement, offset);
        var key = statement.KeyEnd > statement.KeyStart && MayName(statement)
            ? Encoding.UTF8.GetString(statement.Key(text))
            : null;
        Add(new DotEnvDiagnostic(severity, code, path, _line, _column, key, message));
    }

    private void Locate(ReadOnlySpan<byte> text, in DotEnvStatement statement, int offset)
    {
        if (_offset < statement.Start || offset < _offset)
        {
            (_offset, _line, _column) = (statement.Start, statement.Line, 1);
        }

        var passed = text[_offset..offset];
        var lastNewline = passed.LastIndexOf((byte)'\n');
        if (lastNewline >= 0)
        {
            _line += passed.Count((byte)'\n');
            _column = 1;
            passed = passed[(lastNewline + 1)..];
        }

        _column += Encoding.UTF8.GetCharCount(passed);
        _offset = offset;
    }
}
