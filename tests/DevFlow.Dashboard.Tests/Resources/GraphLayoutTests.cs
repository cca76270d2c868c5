using DevFlow.Dashboard.Components.Resources;

namespace DevFlow.Dashboard.Tests;

public sealed class GraphLayoutTests
{
    [Fact]
    public void A_node_stands_below_all_that_need_it()
    {
        var layout = Layout("ui>gateway gateway>hub hub>engine gateway>engine engine>database ui>engine");

        Assert.Equal([0, 1, 2, 3, 4], new[] { "ui", "gateway", "hub", "engine", "database" }.Select(name => layout.Nodes[name].Layer));
    }

    [Fact]
    public void An_edge_over_several_layers_has_a_place_in_each()
    {
        var layout = Layout("a>b b>c c>d a>d");

        var route = layout.Routes.Single(route => route.Edge == new GraphEdge("a", "d"));
        Assert.Equal([0, 1, 2, 3], route.Slots.Select(slot => slot.Layer));
        Assert.Equal(["a", null, null, "d"], route.Slots.Select(slot => slot.Node));
    }

    [Fact]
    public void A_cycle_is_drawn_with_the_edge_that_closes_it_going_up()
    {
        var layout = Layout("a>b b>c c>a");

        Assert.Equal(3, layout.Routes.Count);
        Assert.Equal(2, layout.Routes.Count(GoesDown));
    }

    [Fact]
    public void Edges_to_what_is_not_shown_or_to_oneself_are_left_out()
    {
        var layout = GraphLayout.Of(["a", "b"], [new("a", "b"), new("a", "gone"), new("gone", "b"), new("a", "a"), new("a", "b")]);

        Assert.Equal(new GraphEdge("a", "b"), Assert.Single(layout.Routes).Edge);
    }

    [Fact]
    public void Two_chains_do_not_cross()
    {
        var layout = Layout("a>d b>c");

        Assert.Equal(layout.Nodes["a"].Position < layout.Nodes["b"].Position, layout.Nodes["d"].Position < layout.Nodes["c"].Position);
    }

    [Fact]
    public void A_chain_is_a_straight_line()
    {
        var layout = Layout("a>b b>c c>d");

        Assert.Single(layout.Nodes.Values.Select(slot => Math.Round(slot.Position, 6)).Distinct());
    }

    [Fact]
    public void Nothing_at_all_is_an_empty_graph()
    {
        var layout = GraphLayout.Of([], []);

        Assert.Empty(layout.Nodes);
        Assert.Equal(0, layout.Layers);
    }

    [Fact]
    public void In_any_graph_without_a_cycle_every_edge_goes_down_and_no_two_overlap()
    {
        var random = new Random(5);
        for (var round = 0; round < 300; round++)
        {
            var nodes = Enumerable.Range(0, random.Next(1, 25)).Select(number => $"n{number}").ToList();
            var edges = Enumerable.Range(0, random.Next(0, 50)).Select(_ => (From: random.Next(nodes.Count), To: random.Next(nodes.Count)))
                .Where(pair => pair.From < pair.To).Select(pair => new GraphEdge(nodes[pair.From], nodes[pair.To])).ToList();
            // The order in which resources are told says nothing of who needs whom.
            var layout = GraphLayout.Of([.. nodes.OrderBy(_ => random.Next())], edges);

            Assert.All(layout.Routes, route => Assert.True(GoesDown(route)));
            AssertSound(layout, nodes.Count, edges.Distinct().Count());
        }
    }

    [Fact]
    public void In_any_graph_with_cycles_every_edge_is_drawn_and_no_two_overlap()
    {
        var random = new Random(6);
        for (var round = 0; round < 300; round++)
        {
            var nodes = Enumerable.Range(0, random.Next(1, 15)).Select(number => $"n{number}").ToList();
            var edges = Enumerable.Range(0, random.Next(0, 60)).Select(_ => new GraphEdge(nodes[random.Next(nodes.Count)], nodes[random.Next(nodes.Count)]))
                .Where(edge => edge.From != edge.To).ToList();

            AssertSound(GraphLayout.Of(nodes, edges), nodes.Count, edges.Distinct().Count());
        }
    }

    private static void AssertSound(GraphLayout layout, int nodes, int edges)
    {
        Assert.Equal(nodes, layout.Nodes.Count);
        Assert.Equal(edges, layout.Routes.Count);
        foreach (var route in layout.Routes)
        {
            Assert.Same(layout.Nodes[route.Edge.From], route.Slots[0]);
            Assert.Same(layout.Nodes[route.Edge.To], route.Slots[^1]);
            Assert.All(route.Slots.Zip(route.Slots.Skip(1)), step => Assert.Equal(1, Math.Abs(step.First.Layer - step.Second.Layer)));
        }

        foreach (var layer in layout.Nodes.Values.Concat(layout.Routes.SelectMany(route => route.Slots)).Distinct().GroupBy(slot => slot.Layer))
        {
            var slots = layer.OrderBy(slot => slot.Position).ToList();
            Assert.All(slots.Zip(slots.Skip(1)), pair => Assert.True(pair.Second.Position - pair.First.Position >= ((pair.First.Width + pair.Second.Width) / 2) - 1e-6));
            Assert.True(slots[0].Position - (slots[0].Width / 2) >= -1e-6);
            Assert.True(slots[^1].Position + (slots[^1].Width / 2) <= layout.Width + 1e-6);
        }
    }

    private static bool GoesDown(GraphRoute route) => route.Slots.Zip(route.Slots.Skip(1)).All(step => step.First.Layer < step.Second.Layer);

    private static GraphLayout Layout(string edges)
    {
        var all = edges.Split(' ').Select(edge => edge.Split('>')).Select(ends => new GraphEdge(ends[0], ends[1])).ToList();
        return GraphLayout.Of([.. all.SelectMany(edge => new[] { edge.From, edge.To }).Distinct()], all);
    }
}
