namespace DevFlow.Dashboard.Components.Resources;

/// <summary>Which slot stands left of which in its layer, and where exactly.</summary>
internal sealed class GraphOrder
{
    private const int Sweeps = 12;

    private readonly List<List<GraphSlot>> _layers;
    private readonly ILookup<GraphSlot, GraphSlot> _above;
    private readonly ILookup<GraphSlot, GraphSlot> _below;

    public GraphOrder(IEnumerable<GraphSlot> slots, IReadOnlyList<GraphRoute> routes)
    {
        _layers = [.. slots.GroupBy(slot => slot.Layer).OrderBy(layer => layer.Key).Select(layer => layer.ToList())];
        var steps = routes.SelectMany(route => route.Slots.Zip(route.Slots.Skip(1)))
            .Select(step => step.First.Layer < step.Second.Layer ? (Above: step.First, Below: step.Second) : (Above: step.Second, Below: step.First)).ToList();
        _above = steps.ToLookup(step => step.Below, step => step.Above);
        _below = steps.ToLookup(step => step.Above, step => step.Below);
    }

    public IEnumerable<GraphSlot> Slots => _layers.SelectMany(layer => layer);

    /// <summary>Each slot goes where the middle of its neighbours is, from above and from below in turn: few edges cross then.</summary>
    public void Order()
    {
        foreach (var layer in _layers)
            Number(layer);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var fromAbove = sweep % 2 == 0;
            foreach (var layer in fromAbove ? _layers : _layers.AsEnumerable().Reverse())
            {
                var sorted = layer.OrderBy(slot => Middle(slot, (fromAbove ? _above : _below)[slot])).ToList();
                layer.Clear();
                layer.AddRange(sorted);
                Number(layer);
            }
        }
    }

    /// <summary>Each slot as near to the middle of all of its neighbours as the order and the others' widths let it.</summary>
    public void Place()
    {
        foreach (var layer in _layers)
            Spread(layer, [.. layer.Select(slot => slot.Position)]);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            foreach (var layer in sweep % 2 == 0 ? _layers : _layers.AsEnumerable().Reverse())
                Spread(layer, [.. layer.Select(slot => Middle(slot, _above[slot].Concat(_below[slot])))]);
        }
    }

    private static void Number(List<GraphSlot> layer)
    {
        for (var i = 0; i < layer.Count; i++)
            layer[i].Position = i - ((layer.Count - 1) / 2.0);
    }

    private static double Middle(GraphSlot slot, IEnumerable<GraphSlot> neighbours) => neighbours.Select(neighbour => neighbour.Position).DefaultIfEmpty(slot.Position).Average();

    // Least squares under "each right of the one before": with the widths before it taken off, that is a monotone regression, which
    // joins neighbours that are in each other's way into a block and gives the block the mean of its wishes.
    private static void Spread(List<GraphSlot> layer, double[] wishes)
    {
        var before = new double[layer.Count];
        for (var i = 1; i < layer.Count; i++)
            before[i] = before[i - 1] + ((layer[i - 1].Width + layer[i].Width) / 2);

        var blocks = new Stack<(double Sum, int Count)>();
        for (var i = 0; i < layer.Count; i++)
        {
            var block = (Sum: wishes[i] - before[i], Count: 1);
            while (blocks.TryPeek(out var last) && last.Sum / last.Count > block.Sum / block.Count)
            {
                blocks.Pop();
                block = (block.Sum + last.Sum, block.Count + last.Count);
            }

            blocks.Push(block);
        }

        var next = 0;
        foreach (var (sum, count) in blocks.Reverse())
        {
            for (var i = 0; i < count; i++, next++)
                layer[next].Position = (sum / count) + before[next];
        }
    }
}
