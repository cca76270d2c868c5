using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace DevFlow.ConnectEmulator;

/// <summary>
/// Reads nodes of a vault file and collects what is wrong with them, each with its place. A text is never quoted: it may be a secret in the
/// wrong place.
/// </summary>
internal sealed class VaultFileFaults(string file)
{
    private readonly List<(long Line, long Column, string Message)> _all = [];
    private readonly HashSet<(string What, string Key)> _seen = [];

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<string> All =>
        [.. _all.OrderBy(fault => fault.Line).ThenBy(fault => fault.Column).Select(fault => $"{file}:{fault.Line}:{fault.Column}: {fault.Message}")];

    public void Add(YamlNode node, string message) => Add(node.Start, message);

    public void Add(Mark place, string message) => _all.Add((Math.Max(1, place.Line), Math.Max(1, place.Column), message));

    /// <summary>Finds the second of two that may not be the same.</summary>
    /// <param name="node">Where it stands.</param>
    /// <param name="what">What the two have in common, such as "vault has this id".</param>
    /// <param name="key">What has to be different.</param>
    public void Unique(YamlNode node, string what, string key)
    {
        if (key.Length > 0 && !_seen.Add((what, key)))
            Add(node, $"another {what}");
    }

    /// <summary>The members of a map by their names; a name that is not in <paramref name="known"/> is a fault, unless that is empty.</summary>
    public Dictionary<string, YamlNode> Map(YamlNode? node, string what, params ReadOnlySpan<string> known)
    {
        var members = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        if (node is null || IsNull(node))
            return members;
        if (node is not YamlMappingNode map)
        {
            Add(node, $"{what} has to be a map");
            return members;
        }

        foreach (var (key, value) in map.Children)
        {
            if (key is not YamlScalarNode { Value: { } name })
                Add(key, "a name has to be a plain text");
            else if (known.Length > 0 && !known.Contains(name))
                Add(key, $"{what} knows {string.Join(", ", known!)}, and not this");
            else
                members[name] = value;
        }

        return members;
    }

    public IEnumerable<YamlNode> List(YamlNode? node, string what)
    {
        if (node is YamlSequenceNode list)
            return list.Children;
        if (node is not null && !IsNull(node))
            Add(node, $"{what} has to be a list");
        return [];
    }

    /// <summary>A text; null when there is none. Numbers and dates are taken as they are written.</summary>
    public string? Text(YamlNode? node, string what)
    {
        if (node is null || IsNull(node))
            return null;
        if (node is YamlScalarNode { Value: { Length: > 0 } text })
            return text;
        if (node is not YamlScalarNode)
            Add(node, $"{what} has to be a text");
        return null;
    }

    public string Required(Dictionary<string, YamlNode> members, string name, YamlNode owner, string what)
    {
        var text = Text(members.GetValueOrDefault(name), name);
        if (text is null)
            Add(members.GetValueOrDefault(name) ?? owner, $"{what} needs a {name}");
        return text ?? "";
    }

    public bool Flag(YamlNode? node, string what) => Text(node, what) switch
    {
        null or "false" => false,
        "true" => true,
        _ => Fault(node!, $"{what} has to be true or false"),
    };

    /// <summary>An id that was given, or the one derived from names.</summary>
    public string Id(YamlNode? node, params ReadOnlySpan<string> names)
    {
        if (Text(node, "id") is not { } id)
            return Ids.Of(names);
        if (!Ids.IsId(id))
            Add(node!, "an id has 26 characters of a-z and 0-9");
        return id;
    }

    public DateTimeOffset? Time(YamlNode? node, string what)
    {
        if (Text(node, what) is not { } text)
            return null;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return time;
        Add(node!, $"{what} has to be a time: write it as 2030-12-31T00:00:00Z");
        return null;
    }

    private bool Fault(YamlNode node, string message)
    {
        Add(node, message);
        return false;
    }

    private static bool IsNull(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };
}
