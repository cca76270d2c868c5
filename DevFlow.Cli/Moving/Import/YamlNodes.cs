using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace DevFlow.Cli.Moving.Import;

/// <summary>Reads YAML into nodes that know their lines, from the parser's events.</summary>
internal sealed class YamlNodes
{
    private const int MaxDepth = 32;

    private readonly Parser _parser;

    private YamlNodes(string yaml) => _parser = new Parser(new StringReader(yaml));

    private int Line => (int)Math.Max(1, _parser.Current?.Start.Line ?? 1);

    /// <returns>The root; null when the file is empty.</returns>
    /// <exception cref="ImportSyntaxException">It is not YAML, or uses what secrets have no need of.</exception>
    public static ImportNode? Read(string yaml)
    {
        var nodes = new YamlNodes(yaml);
        try
        {
            return nodes.ReadDocument();
        }
        catch (YamlException e)
        {
            throw Invalid((int)Math.Max(1, e.Start.Line));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // The parser falls over some of what is wrong, such as an unclosed bracket.
            throw Invalid(nodes.Line);
        }
    }

    private ImportNode? ReadDocument()
    {
        Next();
        Next();
        if (_parser.Current is not DocumentStart)
            return null;
        Next();
        var root = ReadNode(depth: 0);
        Next();
        Next();
        return _parser.Current is not DocumentStart ? root : throw Unusual("a second document starts here; only one is read", "import one after the other");
    }

    private ImportNode ReadNode(int depth)
    {
        if (depth > MaxDepth)
            throw Unusual($"maps are nested more than {MaxDepth} deep", "flatten the file");
        if (_parser.Current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
            throw Unusual("anchors and aliases are not read here", "write the value out");
        if (_parser.Current is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } })
            throw Unusual("tags are not read here", "leave the ! word out");

        switch (_parser.Current)
        {
            case Scalar scalar:
                var isNull = scalar.Style is ScalarStyle.Plain && scalar.Value is "" or "~" or "null";
                return ImportNode.OfText(isNull ? null : scalar.Value, Line);
            case MappingStart:
                var map = ImportNode.OfMap(Line);
                for (Next(); _parser.Current is not MappingEnd; Next())
                {
                    if (_parser.Current is not Scalar name)
                        throw Unusual("a key is a map or a list", "write a plain name");
                    Next();
                    map.Members!.Add((name.Value, ReadNode(depth + 1)));
                }

                return map;
            default:
                var list = ImportNode.OfList(Line);
                for (Next(); _parser.Current is not SequenceEnd; Next())
                    ReadNode(depth + 1);
                return list;
        }
    }

    private void Next()
    {
        if (!_parser.MoveNext())
            throw Invalid(Line);
    }

    private ImportSyntaxException Unusual(string message, string remedy) => new(Line, message, remedy);

    private static ImportSyntaxException Invalid(int line) =>
        new(line, "the file is not valid YAML here", "check indentation, quotes and colons on this line and the one above");
}
