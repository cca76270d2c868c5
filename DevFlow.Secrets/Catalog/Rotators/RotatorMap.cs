using System.Globalization;

namespace DevFlow.Secrets;

/// <summary>Reads the properties of one map of a rotator's file; what is wrong with them is told, and counts as not written.</summary>
internal sealed class RotatorMap
{
    private readonly CatalogProblems _problems;
    private readonly YamlMap _map;
    private readonly string _what;

    /// <param name="problems">Hears what is wrong.</param>
    /// <param name="map">The map.</param>
    /// <param name="what">What it is, such as <c>step 'create'</c>.</param>
    /// <param name="names">The properties that it may have.</param>
    public RotatorMap(CatalogProblems problems, YamlMap map, string what, IReadOnlyCollection<string> names)
    {
        (_problems, _map, _what) = (problems, map, what);
        ReportDoubles(map);
        foreach (var (name, _) in map.Pairs.Where(pair => !names.Contains(pair.Key.Text)))
            Error("rotator-unknown-key", name, $"'{name.Text}' is not a property of {what}", $"write one of {string.Join(", ", names)}");
    }

    public YamlMap Node => _map;

    public void Error(string rule, YamlNode at, string message, string? remedy) => _problems.Error(rule, at, key: null, message, remedy);

    public string PlaceOf(YamlNode node) => _problems.Place(node.Line, node.Column);

    public void Missing(string name, string remedy)
    {
        if (_map.IsComplete && _map.Find(name) is null)
            Error("rotator-missing", _map, $"{_what} has no {name}:", remedy);
    }

    public YamlText? FindText(string name, string wanted)
    {
        if (_map.Find(name) is not { } value)
            return null;
        if (value is YamlText { IsNull: false } text && text.Text.Trim().Length > 0)
            return text;
        Error("rotator-type", value, $"'{name}' of {_what} is not {wanted}", $"write {wanted}, or leave '{name}' out");
        return null;
    }

    public YamlMap? FindMap(string name, string example)
    {
        if (_map.Find(name) is not { } value)
            return null;
        if (value is YamlMap map && map.Pairs.Count > 0)
        {
            ReportDoubles(map);
            return map;
        }

        Error("rotator-type", value, $"'{name}' of {_what} is not a map", $"write a map, such as {example}");
        return null;
    }

    /// <summary>A map of texts.</summary>
    public List<(YamlText Name, YamlText Value)> FindTexts(string name, string example)
    {
        var texts = new List<(YamlText, YamlText)>();
        foreach (var (key, value) in FindMap(name, example)?.Pairs ?? [])
        {
            if (value is YamlText { IsNull: false } text)
                texts.Add((key, text));
            else
                Error("rotator-type", value, $"'{key.Text}' in '{name}' of {_what} is not a text", $"write a text, such as {example}");
        }

        return texts;
    }

    public TimeSpan? FindDuration(string name)
    {
        if (FindText(name, "a duration") is not { } text)
            return null;
        if (Durations.TryParse(text.Text, out var duration))
            return duration;
        Error("rotator-duration", text, $"'{name}' of {_what} is not a duration", "write a whole number with d, h or m, such as 90d, 12h or 30m");
        return null;
    }

    public int? FindNumber(string name, int least, int most, string unit)
    {
        if (FindText(name, $"a number of {unit}") is not { } text)
            return null;
        if (int.TryParse(text.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Error("rotator-number", text, $"'{name}' of {_what} is not a number of {unit}", $"write a whole number from {least} to {most}");
        return null;
    }

    private void ReportDoubles(YamlMap map)
    {
        foreach (var doubled in map.Pairs.GroupBy(pair => pair.Key.Text, StringComparer.Ordinal).SelectMany(pairs => pairs.Skip(1)))
            Error("rotator-duplicate-key", doubled.Key, $"'{doubled.Key.Text}' stands twice in one map; the first counts", "remove one of them");
    }
}
