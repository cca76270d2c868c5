namespace DevFlow.Secrets;

/// <summary>Turns the file into entries. A fault loses its own entry at most; all faults are reported at once.</summary>
internal sealed class CatalogReader(string path)
{
    private readonly CatalogProblems _problems = new(path);
    private readonly List<CatalogEntry> _entries = [];
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);

    public SecretCatalog Read(string yaml)
    {
        var tree = YamlTree.Read(yaml);
        if (tree.Problem is { } problem)
            _problems.Add(
                FindingSeverity.Error, "catalog-syntax", problem.Line, problem.Column, key: null, problem.Message,
                problem.Remedy);

        if (tree.Root is YamlMap { Pairs.Count: > 0 } root)
            ReadGroup(root, prefix: "");
        else if (tree.Root is null or YamlText { IsNull: true } or YamlMap { IsComplete: true } && tree.Problem is null)
            _problems.Add(
                FindingSeverity.Error, "catalog-empty", 1, 1, key: null, "the catalog is empty",
                "restore it, or list at least one secret");
        else if (tree.Root is not (null or YamlMap))
            _problems.Error(
                "catalog-type", tree.Root, key: null, "the catalog is not a map",
                "start it with a name and a colon, such as database:");

        return new SecretCatalog(path, _entries, _problems.InFileOrder);
    }

    private void ReadGroup(YamlMap group, string prefix)
    {
        var seen = new Dictionary<string, YamlText>(StringComparer.Ordinal);
        foreach (var (key, value) in group.Pairs)
        {
            if (!seen.TryAdd(key.Text, key))
                ReportDuplicate(key, seen[key.Text]);
            ReadValue(key, value, prefix + key.Text);
        }
    }

    private void ReadValue(YamlText key, YamlNode value, string entryPath)
    {
        if (key.Text.Length == 0 || key.Text.Contains('.'))
        {
            _problems.Error(
                "catalog-key", key, key: null, "a name in the catalog is empty or holds a dot",
                "nest maps instead of writing a dotted path");
        }
        else if (value is YamlMap map && !IsEntry(map, entryPath))
        {
            if (map is { IsComplete: true, Pairs.Count: 0 })
                _problems.Error("catalog-type", map, key: null, $"'{entryPath}' is an empty map", "list an entry in it or remove it");
            ReadGroup(map, entryPath + ".");
        }
        else if (value.IsComplete && _paths.Add(entryPath))
        {
            var entry = value is YamlMap form
                ? new CatalogEntryReader(_problems, entryPath, form).Read()
                : ReadBareLeaf(entryPath, value);
            if (entry is not null)
                Keep(entry, value);
        }
    }

    // A map is an entry when it says where the secret is kept or under which key it is asked for; else it groups entries.
    private static bool IsEntry(YamlMap map, string entryPath) =>
        BuiltInCatalog.Find(entryPath) is not null || map.Find("ref") is YamlText || map.Find("env") is YamlText;

    private CatalogEntry? ReadBareLeaf(string entryPath, YamlNode value)
    {
        if (value is not YamlText text || text.IsNull)
        {
            _problems.Error(
                "catalog-type", value, key: null, $"'{entryPath}' is {(value is YamlList ? "a list" : "empty")}",
                "give it an op:// reference, or a map such as { ref: \"op://…\", env: KEY }");
            return null;
        }

        if (!SecretReference.LooksLikeReference(text.Text))
        {
            _problems.Error(
                "catalog-plain-value", value, key: null,
                $"'{entryPath}' holds a plain value, not an op:// reference: this file is committed, and no place for a value",
                "put the value into .env or 1Password, and the op:// reference here");
            return null;
        }

        if (BuiltInCatalog.Find(entryPath) is not { } known)
        {
            _problems.Error(
                "catalog-unknown-path", value, key: null,
                $"'{entryPath}' is not a path that DevFlow knows, so its environment key is not known either",
                "write it as a map: { ref: \"op://…\", env: KEY }");
            return null;
        }

        if (!SecretReference.TryParse(text.Text, out var reference, out var problem))
            _problems.Error("catalog-reference", value, known.Key, $"the reference of '{entryPath}' is malformed: {problem}", remedy: null);
        return known with { Reference = reference, Line = value.Line, Column = value.Column };
    }

    private void Keep(CatalogEntry entry, YamlNode at)
    {
        if (_entries.Find(e => e.Key == entry.Key) is { } first)
        {
            _problems.Error(
                "catalog-duplicate-env", at, entry.Key,
                $"'{entry.Path}' has the environment key of '{first.Path}' at {_problems.Place(first.Line, first.Column)}",
                "give one of them another env key");
            return;
        }

        _entries.Add(entry);
    }

    private void ReportDuplicate(YamlText key, YamlText first) =>
        _problems.Error(
            "catalog-duplicate-key", key, key: null,
            $"the name '{key.Text}' stands here a second time; it is first at {_problems.Place(first.Line, first.Column)}",
            "merge the two");
}
