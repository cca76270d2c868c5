namespace DevFlow.Secrets;

/// <summary>Reads one entry in its long form, over what the built-in table says of its path.</summary>
internal sealed class CatalogEntryReader(CatalogProblems problems, string path, YamlMap map)
{
    private static readonly string[] _names = ["ref", "env", "secret", "tier", "description", "required", "rotate", "rotator", "overlap", "window", "used_by", "assigned"];

    private string? _key = BuiltInCatalog.Find(path)?.Key;

    /// <summary>The entry, or null when it has no environment key to be asked for by.</summary>
    public CatalogEntry? Read()
    {
        ReportNames();
        if (ReadText("env", "an environment key") is { } env)
            _key = ReadKey(env) ?? _key;
        if (_key is null)
        {
            if (map.Find("env") is null)
                problems.Error(
                    "catalog-env", map, key: null, $"'{path}' has no environment key",
                    "add env: with the key by which services ask for it");
            return null;
        }

        var known = BuiltInCatalog.Find(path) ?? new CatalogEntry { Path = path, Key = _key };
        return known with
        {
            Key = _key,
            Reference = ReadReference(),
            IsSecret = ReadSecret() ?? known.IsSecret,
            Tier = ReadTier() ?? known.Tier,
            Description = ReadText("description", "a line of text")?.Text ?? known.Description,
            RequiredIn = ReadModes() ?? known.RequiredIn,
            RotateEvery = ReadDuration("rotate", "rotation period"),
            Rotator = ReadText("rotator", "the name of a rotator")?.Text,
            RotationOverlap = ReadDuration("overlap", "overlap"),
            RotationWindow = ReadWindow(),
            UsedBy = ReadList("used_by", "[workflow-engine]")?.Select(t => t.Text).ToArray() ?? known.UsedBy,
            AssignedConnection = ReadText("assigned", "a connection name")?.Text ?? known.AssignedConnection,
            Line = map.Line,
            Column = map.Column,
        };
    }

    private void ReportNames()
    {
        var seen = new Dictionary<string, YamlText>(StringComparer.Ordinal);
        foreach (var (name, _) in map.Pairs)
        {
            if (!seen.TryAdd(name.Text, name))
            {
                var first = seen[name.Text];
                problems.Error(
                    "catalog-duplicate-key", name, _key,
                    $"'{name.Text}' stands twice in '{path}'; the first, at {problems.Place(first.Line, first.Column)}, counts",
                    "remove one of them");
            }
            else if (!_names.Contains(name.Text))
            {
                problems.Error(
                    "catalog-unknown-key", name, _key, $"'{name.Text}' is not a property of an entry",
                    $"write one of {string.Join(", ", _names)}");
            }
        }
    }

    private string? ReadKey(YamlText env)
    {
        var key = env.Text;
        if (!char.IsAsciiDigit(key[0]) && key.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            return key;
        problems.Error(
            "catalog-env", env, key: null, $"the environment key of '{path}' is not a name that an environment takes",
            "write letters, digits and _, and no digit first, such as AOSENTRY_API_KEY");
        return null;
    }

    private SecretReference? ReadReference()
    {
        if (ReadText("ref", "an op:// reference") is not { } text)
            return null;
        if (!SecretReference.TryParse(text.Text, out var reference, out var problem))
            problems.Error("catalog-reference", text, _key, $"the reference of '{path}' is malformed: {problem}", remedy: null);
        return reference;
    }

    private bool? ReadSecret()
    {
        if (ReadText("secret", "true or false") is not { } text)
            return null;
        if (bool.TryParse(text.Text, out var secret))
            return secret;
        problems.Error("catalog-type", text, _key, $"'secret' of '{path}' is neither true nor false", "write true or false");
        return null;
    }

    private SecretTier? ReadTier()
    {
        if (ReadText("tier", "a tier") is not { } text)
            return null;
        switch (text.Text)
        {
            case "system": return SecretTier.System;
            case "user": return SecretTier.User;
            case "project": return SecretTier.Project;
        }

        problems.Error("catalog-tier", text, _key, $"the tier of '{path}' is unknown", "write one of system, user, project");
        return null;
    }

    private DevFlowMode[]? ReadModes()
    {
        if (ReadList("required", "[local, onprem]") is not { } names)
            return null;
        var modes = new List<DevFlowMode>();
        foreach (var name in names)
        {
            if (DevFlowModes.TryParse(name.Text, out var mode))
                modes.Add(mode);
            else
                problems.Error(
                    "catalog-mode", name, _key, $"'{path}' is required in an unknown mode", $"write one of {DevFlowModes.Names}");
        }

        return [.. modes.Distinct()];
    }

    private TimeSpan? ReadDuration(string name, string what)
    {
        if (ReadText(name, "a duration") is not { } text)
            return null;
        if (Durations.TryParse(text.Text, out var duration))
            return duration;
        problems.Error(
            "catalog-duration", text, _key, $"the {what} of '{path}' is not a duration",
            "write a whole number with d, h or m, such as 90d, 12h or 30m, up to ten years");
        return null;
    }

    private RotationWindow? ReadWindow()
    {
        if (ReadText("window", "two times of the day") is not { } text)
            return null;
        var window = RotationWindow.Parse(text.Text);
        if (window is null)
            problems.Error("catalog-window", text, _key, $"the window of '{path}' is not two times of the day", "write two times in UTC, such as 02:00-05:00");
        return window;
    }

    private YamlText? ReadText(string name, string wanted)
    {
        if (map.Find(name) is not { } value)
            return null;
        if (value is YamlText { IsNull: false } text && text.Text.Trim().Length > 0)
            return text;
        problems.Error("catalog-type", value, _key, $"'{name}' of '{path}' is not {wanted}", $"write {wanted}, or leave '{name}' out");
        return null;
    }

    private List<YamlText>? ReadList(string name, string example)
    {
        if (map.Find(name) is not { } value)
            return null;
        var items = value is YamlList list ? list.Items : null;
        if (items is not null && items.TrueForAll(i => i is YamlText { IsNull: false }))
            return items.ConvertAll(i => (YamlText)i);
        problems.Error("catalog-type", value, _key, $"'{name}' of '{path}' is not a list of names", $"write a list, such as {example}");
        return null;
    }
}
