using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace DevFlow.Secrets;

/// <summary>
/// Reads YAML into nodes that know their place, from the parser's events: no reflection, duplicate keys kept, and what stood
/// before a syntax error kept too. Anchors, aliases and tags are refused: a catalog has no use for them.
/// </summary>
internal sealed class YamlTree
{
    private const int MaxDepth = 16;

    private readonly string _yaml;
    private readonly Parser _parser;

    private YamlTree(string yaml)
    {
        _yaml = yaml;
        _parser = new Parser(new StringReader(yaml));
    }

    /// <summary>The first document's root; null when the file is empty or broke off before it.</summary>
    public YamlNode? Root { get; private set; }

    /// <summary>Why reading stopped, if it did.</summary>
    public YamlProblem? Problem { get; private set; }

    public static YamlTree Read(string yaml)
    {
        var tree = new YamlTree(yaml);
        try
        {
            tree.ReadStream();
        }
        catch (YamlException e)
        {
            tree.Problem = YamlProblem.From(e, yaml);
        }
        catch (InvalidDataException e)
        {
            var start = tree._parser.Current!.Start;
            tree.Problem = new YamlProblem((int)start.Line, (int)start.Column, e.Message, Remedy: null);
        }

        return tree;
    }

    private void ReadStream()
    {
        _parser.MoveNext();
        _parser.MoveNext();
        if (_parser.Current is not DocumentStart)
            return;
        _parser.MoveNext();
        ReadNode(node => Root = node, depth: 0);
        _parser.MoveNext();
        _parser.MoveNext();
        if (_parser.Current is DocumentStart)
            throw new InvalidDataException("a second document starts here; only one is read");
    }

    // A node is attached to its parent before its children are read, so that a later fault does not lose it.
    private void ReadNode(Action<YamlNode> attach, int depth)
    {
        if (depth > MaxDepth)
            throw new InvalidDataException($"maps and lists are nested more than {MaxDepth} deep");

        var line = (int)_parser.Current!.Start.Line;
        var column = (int)_parser.Current.Start.Column;
        if (_parser.Current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
            throw new InvalidDataException("anchors and aliases are not read here; write the value out");
        if (_parser.Current is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } })
            throw new InvalidDataException("tags are not read here; leave the ! word out");

        switch (_parser.Current)
        {
            case Scalar scalar:
                attach(new YamlText(scalar.Value, scalar.Style is not ScalarStyle.Plain, line, column));
                break;
            case MappingStart:
                var map = new YamlMap(line, column) { IsComplete = false };
                attach(map);
                for (_parser.MoveNext(); _parser.Current is not MappingEnd; _parser.MoveNext())
                    ReadPair(map, depth);
                map.IsComplete = true;
                break;
            case SequenceStart:
                var list = new YamlList(line, column) { IsComplete = false };
                attach(list);
                for (_parser.MoveNext(); _parser.Current is not SequenceEnd; _parser.MoveNext())
                    ReadNode(list.Items.Add, depth + 1);
                list.IsComplete = true;
                break;
        }
    }

    private void ReadPair(YamlMap map, int depth)
    {
        YamlNode? key = null;
        ReadNode(node => key = node, depth + 1);
        if (key is not YamlText text)
            throw new InvalidDataException("a key is a map or a list; write a plain name");
        _parser.MoveNext();
        ReadNode(value => map.Pairs.Add((text, value)), depth + 1);
    }
}
