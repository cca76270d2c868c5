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

    private readonly Parser _parser;

    private YamlTree(string yaml) => _parser = new Parser(new StringReader(yaml));

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
            tree.Problem = tree.ProblemHere(e.Message, remedy: null);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The parser reports most of what is wrong, and falls over the rest: an unclosed [ is an InvalidOperationException.
            tree.Problem = tree.ProblemHere(
                "the file is not valid YAML from here on", "look for an unclosed bracket, brace or quote on this line and the ones below");
        }

        return tree;
    }

    private void ReadStream()
    {
        MoveNext();
        MoveNext();
        if (_parser.Current is not DocumentStart)
            return;
        MoveNext();
        ReadNode(node => Root = node, depth: 0);
        MoveNext();
        MoveNext();
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
                for (MoveNext(); _parser.Current is not MappingEnd; MoveNext())
                    ReadPair(map, depth);
                map.IsComplete = true;
                break;
            case SequenceStart:
                var list = new YamlList(line, column) { IsComplete = false };
                attach(list);
                for (MoveNext(); _parser.Current is not SequenceEnd; MoveNext())
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
        MoveNext();
        ReadNode(value => map.Pairs.Add((text, value)), depth + 1);
    }

    private void MoveNext()
    {
        if (!_parser.MoveNext())
            throw new InvalidDataException("the file ends in the middle");
    }

    private YamlProblem ProblemHere(string message, string? remedy)
    {
        var start = _parser.Current?.Start ?? Mark.Empty;
        return new YamlProblem((int)Math.Max(1, start.Line), (int)Math.Max(1, start.Column), message, remedy);
    }
}
