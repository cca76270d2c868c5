using System.Text;

namespace DevFlow.Secrets;

/// <summary>A file's text for the editor: its statements, and how to cut at them without touching anything else.</summary>
internal sealed class DotEnvText
{
    private readonly string _text;
    private readonly byte[] _utf8;
    private readonly List<DotEnvStatement> _statements = [];

    public DotEnvText(string text)
    {
        _text = text;
        _utf8 = Encoding.UTF8.GetBytes(text);
        var scanner = new DotEnvScanner(_utf8);
        while (scanner.MoveNext(out var statement))
        {
            _statements.Add(statement);
        }
    }

    public int Bytes => _utf8.Length;

    public int Count => _statements.Count;

    /// <summary>The index of the last statement that assigns the key, faulty or not; -1 when there is none.</summary>
    public int FindLast(string key) => _statements.FindLastIndex(statement => Assigns(statement, key));

    public bool Assigns(int index, string key) => Assigns(_statements[index], key);

    public string ReplaceValue(int index, string written) =>
        Splice(_statements[index].ValueStart, _statements[index].ValueEnd, written);

    /// <summary>Takes out the statement's lines, its comment with it.</summary>
    public string Remove(int index) => Splice(_statements[index].Start, _statements[index].End, "");

    public string Append(string line)
    {
        var lastNewline = _text.LastIndexOf('\n');
        var newline = lastNewline > 0 && _text[lastNewline - 1] == '\r' ? "\r\n" : "\n";
        var separator = _text.Length == 0 || _text == "\uFEFF" || lastNewline == _text.Length - 1 ? "" : newline;
        return $"{_text}{separator}{line}{newline}";
    }

    /// <summary>Whether the other text's statement is, byte for byte, the same.</summary>
    public bool IsSame(int index, DotEnvText other, int otherIndex)
    {
        var (mine, theirs) = (_statements[index], other._statements[otherIndex]);
        return mine.Fault == theirs.Fault
            && _utf8.AsSpan(mine.KeyStart..mine.ValueEnd).SequenceEqual(other._utf8.AsSpan(theirs.KeyStart..theirs.ValueEnd));
    }

    /// <summary>Whether reading the text gives the key this value.</summary>
    public bool Gives(string key, string value) =>
        DotEnvParser.Parse(_utf8, path: "").TryGet(key, out var entry) && entry.Reveal() == value;

    private bool Assigns(in DotEnvStatement statement, string key) =>
        statement.Key(_utf8).SequenceEqual(Encoding.UTF8.GetBytes(key));

    private string Splice(int start, int end, string replacement)
    {
        // Half a surrogate pair, which UTF-8 cannot hold, is encoded as one replacement character, so the counts agree even then.
        var from = Encoding.UTF8.GetCharCount(_utf8.AsSpan(0, start));
        var length = Encoding.UTF8.GetCharCount(_utf8.AsSpan(start..end));
        return string.Concat(_text.AsSpan(0, from), replacement, _text.AsSpan(from + length));
    }
}
