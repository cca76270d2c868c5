using System.Text;
using DevFlow.Secrets;

namespace DevFlow.Cli.Moving.Import;

/// <summary>Collects the values of a tree, and everything that is wrong with it.</summary>
internal sealed class ImportTree(string file, string format, SecretCatalog catalog)
{
    private readonly List<MoveCandidate> _candidates = [];
    private readonly List<Finding> _faults = [];
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    public ImportFile Read(ImportNode? root)
    {
        if (root?.Members is null && root is not null)
            Fault(root, key: null, "a map of keys and values is expected here", "put the values into a map, each under its key");
        else if (root is not null)
            ReadMap(ImportShapes.Unwrap(root, format), []);
        return new(format, _candidates, _faults);
    }

    public static MoveCandidate CandidateOf(string key, string from, string? value) => string.IsNullOrEmpty(value)
        ? new(key, from, Value: null, MovePlanner.LeftOut("it is empty, which counts as not set"), IsNothing: true)
        : new(key, from, new SecretValue(value, "file", TimeProvider.System.GetUtcNow()));

    private void ReadMap(ImportNode map, List<string> path)
    {
        foreach (var (name, value) in map.Members!)
        {
            List<string> inner = [.. path, name];
            if (value.Members is not null)
                ReadMap(value, inner);
            else
                ReadLeaf(value, inner);
        }
    }

    private void ReadLeaf(ImportNode leaf, List<string> path)
    {
        var key = ImportKeys.Of(path, catalog);
        if (key is null)
        {
            // What stands there may be a value that slipped into the wrong place.
            Fault(leaf, key: null, "the name on this line cannot be made an environment key", "a key is letters, digits and _, and begins with a letter");
        }
        else if (leaf.IsList)
        {
            Fault(leaf, key, $"{key} is a list, and a secret is one text", "write it as one text, or leave it out");
        }
        else if (!_lines.TryAdd(key, leaf.Line))
        {
            Fault(leaf, key, $"{key} is set here and on line {_lines[key]} already", "keep one of the two");
        }
        else if (leaf.Text is { } text && !IsText(text))
        {
            Fault(leaf, key, $"{key} holds a NUL or half a character, which no environment can", "encode it, such as with base64");
        }
        else
        {
            _candidates.Add(CandidateOf(key, $"{file}:{leaf.Line}", leaf.Text));
        }
    }

    // Half of a surrogate pair is read as a replacement character.
    private static bool IsText(string text) =>
        !text.Contains('\0') && (text.Contains('\uFFFD') || text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar));

    private void Fault(ImportNode node, string? key, string message, string remedy) =>
        _faults.Add(new(FindingSeverity.Error, "import", $"{file}:{node.Line}", key, message, remedy));
}
