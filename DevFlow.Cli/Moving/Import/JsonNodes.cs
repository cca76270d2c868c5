using System.Text.Json;

namespace DevFlow.Cli.Moving.Import;

/// <summary>Reads JSON into nodes that know their lines. Comments and commas at the end are taken, as in files that people edit.</summary>
internal ref struct JsonNodes(ReadOnlySpan<byte> utf8)
{
    private static readonly JsonReaderOptions _options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 32 };

    private readonly ReadOnlySpan<byte> _utf8 = utf8;
    private Utf8JsonReader _reader = new(utf8, _options);
    private long _counted;
    private int _line = 1;

    /// <exception cref="ImportSyntaxException">It is not JSON.</exception>
    public ImportNode Read()
    {
        try
        {
            _reader.Read();
            var root = ReadNode();
            _reader.Read();
            return root;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            var line = e is JsonException { LineNumber: { } number } ? (int)number + 1 : Line();
            throw new ImportSyntaxException(line, "the file is not valid JSON here", "look for a missing comma, quote or bracket on this line and the one above");
        }
    }

    private ImportNode ReadNode()
    {
        var line = Line();
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var map = ImportNode.OfMap(line);
                while (_reader.Read() && _reader.TokenType is JsonTokenType.PropertyName)
                {
                    var name = _reader.GetString()!;
                    _reader.Read();
                    map.Members!.Add((name, ReadNode()));
                }

                return map;
            case JsonTokenType.StartArray:
                _reader.Skip();
                return ImportNode.OfList(line);
            case JsonTokenType.String:
                return ImportNode.OfText(_reader.GetString(), line);
            case JsonTokenType.Null:
                return ImportNode.OfText(text: null, line);
            default:
                // A number as it is written: 1e3 and 0123 are somebody's passwords.
                return ImportNode.OfText(System.Text.Encoding.UTF8.GetString(_reader.ValueSpan), line);
        }
    }

    private int Line()
    {
        var at = Math.Min(_reader.TokenStartIndex, _utf8.Length);
        _line += _utf8[(int)_counted..(int)at].Count((byte)'\n');
        _counted = at;
        return _line;
    }
}
