namespace DevFlow.Dashboard.Components.Resources;

internal static class GraphCycles
{
    /// <summary>The edges, those turned round that would close a cycle: without direction, none is lost.</summary>
    public static IReadOnlyList<(GraphEdge Edge, bool IsReversed)> Cut(IReadOnlyCollection<string> nodes, IReadOnlyList<GraphEdge> edges)
    {
        var outgoing = edges.ToLookup(edge => edge.From, StringComparer.Ordinal);
        var done = new Dictionary<string, bool>(StringComparer.Ordinal);
        var cut = new List<(GraphEdge, bool)>(edges.Count);
        foreach (var node in nodes)
            Visit(node);
        return cut;

        void Visit(string node)
        {
            if (!done.TryAdd(node, false))
                return;
            foreach (var edge in outgoing[node])
            {
                // Whoever was entered and not left yet is on the way from the root to here.
                var closes = done.TryGetValue(edge.To, out var isDone) && !isDone;
                cut.Add((edge, closes));
                Visit(edge.To);
            }

            done[node] = true;
        }
    }
}
