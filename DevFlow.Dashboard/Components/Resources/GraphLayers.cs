namespace DevFlow.Dashboard.Components.Resources;

internal static class GraphLayers
{
    /// <summary>The layer of each node: the length of the longest path to it.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="edges">Edges without a cycle.</param>
    public static IReadOnlyDictionary<string, int> Of(IEnumerable<string> nodes, IReadOnlyList<GraphEdge> edges)
    {
        var incoming = edges.ToLookup(edge => edge.To, StringComparer.Ordinal);
        var layers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var node in nodes)
            LayerOf(node);
        return layers;

        int LayerOf(string node)
        {
            if (layers.TryGetValue(node, out var known))
                return known;
            return layers[node] = incoming[node].Select(edge => LayerOf(edge.From) + 1).DefaultIfEmpty(0).Max();
        }
    }
}
