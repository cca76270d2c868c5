namespace DevFlow.Dashboard.Components.Resources;

/// <summary>
/// A graph drawn in layers: whoever needs something stands above it. Cycles are cut, layers are the longest paths, an edge
/// over several layers gets a place in each, and the order in a layer follows from where the neighbours are (Sugiyama's method).
/// </summary>
internal sealed class GraphLayout
{
    private readonly Dictionary<string, GraphSlot> _nodes = new(StringComparer.Ordinal);
    private readonly List<GraphRoute> _routes = [];

    private GraphLayout()
    {
    }

    /// <summary>Where each node is.</summary>
    public IReadOnlyDictionary<string, GraphSlot> Nodes => _nodes;

    public IReadOnlyList<GraphRoute> Routes => _routes;

    public int Layers => _nodes.Count == 0 ? 0 : _nodes.Values.Max(slot => slot.Layer) + 1;

    /// <summary>How many nodes side by side it is wide.</summary>
    public double Width { get; private set; }

    /// <param name="nodes">The nodes' names.</param>
    /// <param name="edges">Those between nodes that are not among <paramref name="nodes"/>, or from one to itself, are left out.</param>
    public static GraphLayout Of(IReadOnlyCollection<string> nodes, IEnumerable<GraphEdge> edges)
    {
        var layout = new GraphLayout();
        var known = edges.Distinct().Where(edge => edge.From != edge.To && nodes.Contains(edge.From) && nodes.Contains(edge.To)).ToList();
        var forward = GraphCycles.Cut(nodes, known);
        foreach (var (node, layer) in GraphLayers.Of(nodes, forward.Select(edge => edge.IsReversed ? new(edge.Edge.To, edge.Edge.From) : edge.Edge).ToList()))
            layout._nodes[node] = new(layer, node);
        layout._routes.AddRange(known.Select(edge => new GraphRoute(edge, layout.Way(edge))));
        layout.Place();
        return layout;
    }

    private List<GraphSlot> Way(GraphEdge edge)
    {
        var (from, to) = (_nodes[edge.From], _nodes[edge.To]);
        var step = Math.Sign(to.Layer - from.Layer);
        var way = new List<GraphSlot> { from };
        for (var layer = from.Layer + step; layer != to.Layer; layer += step)
            way.Add(new(layer, Node: null));
        way.Add(to);
        return way;
    }

    private void Place()
    {
        var order = new GraphOrder(_nodes.Values.Concat(_routes.SelectMany(route => route.Slots)).Distinct(), _routes);
        order.Order();
        order.Place();
        var left = order.Slots.Select(slot => slot.Position - (slot.Width / 2)).DefaultIfEmpty().Min();
        foreach (var slot in order.Slots)
            slot.Position -= left;
        Width = order.Slots.Select(slot => slot.Position + (slot.Width / 2)).DefaultIfEmpty().Max();
    }
}
