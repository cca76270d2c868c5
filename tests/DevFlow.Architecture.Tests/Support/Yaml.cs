using YamlDotNet.RepresentationModel;

namespace DevFlow.Architecture.Tests;

/// <summary>A YAML file as a tree, merge keys included.</summary>
internal static class Yaml
{
    public static YamlMappingNode Read(string path)
    {
        var stream = new YamlStream();
        using var text = new StringReader(Repository.Read(path));
        stream.Load(text);
        return Assert.IsType<YamlMappingNode>(Assert.Single(stream.Documents).RootNode);
    }

    /// <summary>What stands under a path of keys; null when one of them is missing.</summary>
    public static YamlNode? Find(this YamlNode node, params ReadOnlySpan<string> path)
    {
        var found = node;
        foreach (var key in path)
        {
            if (found is not YamlMappingNode map)
                return null;
            if (!map.Children.TryGetValue(key, out var child) && !(map.Children.TryGetValue("<<", out var merged) && (child = merged.Find(key)) is not null))
                return null;
            found = child;
        }

        return found;
    }

    public static string? Text(this YamlNode node, params ReadOnlySpan<string> path) => node.Find(path) is YamlScalarNode scalar ? scalar.Value : null;

    public static IReadOnlyList<YamlNode> List(this YamlNode node, params ReadOnlySpan<string> path) =>
        node.Find(path) is YamlSequenceNode list ? [.. list.Children] : [];

    public static IReadOnlyList<(string Key, YamlNode Value)> Map(this YamlNode node, params ReadOnlySpan<string> path) =>
        node.Find(path) is YamlMappingNode map ? [.. map.Children.Select(pair => (((YamlScalarNode)pair.Key).Value!, pair.Value))] : [];

    /// <summary>Every scalar below a node, keys left out.</summary>
    public static IEnumerable<string> Scalars(this YamlNode node) => node switch
    {
        YamlScalarNode scalar => [scalar.Value ?? ""],
        YamlSequenceNode list => list.Children.SelectMany(Scalars),
        YamlMappingNode map => map.Children.Values.SelectMany(Scalars),
        _ => [],
    };
}
