using DevFlow.Dashboard.Components.Traces;
using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Tests.Signals;

public sealed class TraceTreeTests
{
    [Fact]
    public void Spans_stand_below_their_parents_and_beside_each_other_by_their_start()
    {
        var tree = TraceTree.Of([Spans.Make("a", 3, 1, 8), Spans.Make("a", 4, 2, 3), Spans.Make("a", 2, 1, 2), Spans.Make("a", 1, 0, 0, 20)]);

        Assert.Equal(["1:0", "2:1", "4:2", "3:1"], Shape(tree));
        Assert.Equal([3, 1, 0, 0], tree.Nodes.Select(node => node.Descendants));
        Assert.Equal(3, tree.Depth);
    }

    [Fact]
    public void A_trace_whose_root_never_comes_is_shown()
    {
        var tree = TraceTree.Of([Spans.Make("a", 2, 1, 5), Spans.Make("a", 3, 2, 6), Spans.Make("b", 4, 1, 1)]);

        Assert.Equal(["4:0", "2:0", "3:1"], Shape(tree));
        Assert.Equal([SpanPlace.ParentMissing, SpanPlace.ParentMissing, SpanPlace.Child], tree.Nodes.Select(node => node.Place));
        Assert.Equal(Spans.Zero.AddMilliseconds(1), tree.Start);
    }

    [Fact]
    public void A_trace_may_have_several_roots()
    {
        var tree = TraceTree.Of([Spans.Make("a", 1), Spans.Make("a", 2, 0, 3), Spans.Make("a", 3, 1, 4)]);

        Assert.Equal(["1:0", "3:1", "2:0"], Shape(tree));
        Assert.Equal([SpanPlace.Root, SpanPlace.Child, SpanPlace.Root], tree.Nodes.Select(node => node.Place));
    }

    [Fact]
    public void Spans_that_are_each_others_ancestors_are_shown_from_the_earliest_down()
    {
        var tree = TraceTree.Of([Spans.Make("a", 1, 3, 5), Spans.Make("a", 2, 1, 2), Spans.Make("a", 3, 2, 7), Spans.Make("a", 4, 3, 1), Spans.Make("a", 5)]);

        Assert.Equal(["5:0", "2:0", "3:1", "4:2", "1:2"], Shape(tree));
        Assert.Equal(SpanPlace.ParentInCircle, tree.Nodes[1].Place);
    }

    [Fact]
    public void A_span_that_is_its_own_parent_is_shown()
    {
        var tree = TraceTree.Of([Spans.Make("a", 1, 1), Spans.Make("a", 2, 1)]);

        Assert.Equal(["1:0", "2:1"], Shape(tree));
        Assert.Equal(SpanPlace.ParentInCircle, tree.Nodes[0].Place);
    }

    [Fact]
    public void Spans_that_share_an_id_are_all_shown_with_children_below_the_earliest()
    {
        var tree = TraceTree.Of([Spans.Make("a", 1, 0, 0, 30), Spans.Make("a", 2, 1, 4), Spans.Make("b", 2, 1, 3), Spans.Make("a", 3, 2, 6)]);

        Assert.Equal(["1:0", "2:1", "3:2", "2:1"], Shape(tree));
        Assert.Equal(["a", "b", "a", "a"], tree.Nodes.Select(node => node.Span.Sender.Service));
    }

    [Fact]
    public void A_span_received_twice_is_shown_twice()
    {
        var span = Spans.Make("a", 1);

        Assert.Equal(["1:0", "1:0"], Shape(TraceTree.Of([span, span])));
    }

    [Fact]
    public void A_child_that_starts_before_its_caller_shows_that_the_clocks_differ()
    {
        var tree = TraceTree.Of([Spans.Make("a", 1, 0, 100, 50), Spans.Make("b", 2, 1, 20, 10), Spans.Make("b", 3, 2, 22, 5)]);

        Assert.Equal([0, -80, 0], tree.Nodes.Select(node => node.Skew.TotalMilliseconds));
        Assert.Equal([false, true, true], tree.Nodes.Select(node => node.OffClock));
        Assert.Equal(Spans.Zero.AddMilliseconds(100), tree.Start);
        Assert.Equal(0, tree.At(tree.Nodes[1].Span.Start));
        Assert.Contains("behind", SpanMarks.Of(tree.Nodes[1]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_starts_after_the_call_ended_shows_that_the_clocks_differ()
    {
        var tree = TraceTree.Of([Spans.Make("a", 1, 0, 0, 50, kind: SpanKind.Client), Spans.Make("b", 2, 1, 3_600_000, 10, kind: SpanKind.Server)]);

        Assert.Equal(TimeSpan.FromMilliseconds(3_599_950), tree.Nodes[1].Skew);
        Assert.Equal(TimeSpan.FromMilliseconds(50), tree.Duration);
        Assert.Equal(1, tree.At(tree.Nodes[1].Span.Start));
        Assert.Contains("ahead", SpanMarks.Of(tree.Nodes[1]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_whose_clock_is_right_is_not_blamed_for_the_one_that_called_it()
    {
        var tree = TraceTree.Of([
            Spans.Make("a", 1, 0, 0, 50, kind: SpanKind.Client), Spans.Make("b", 2, 1, 3_600_000, 40, kind: SpanKind.Server),
            Spans.Make("c", 3, 2, 10, 5, kind: SpanKind.Server), Spans.Make("a", 4, 3, 12, 1)]);

        Assert.Equal([false, true, false, false], tree.Nodes.OrderBy(node => node.Span.Id.Value).Select(node => node.OffClock));
    }

    [Fact]
    public void To_outlast_the_caller_is_no_fault()
    {
        var tree = TraceTree.Of([Spans.Make("a", 1, 0, 0, 50, kind: SpanKind.Client), Spans.Make("b", 2, 1, 40, 500, kind: SpanKind.Server), Spans.Make("a", 3, 1, 60, 5)]);

        Assert.All(tree.Nodes, node => Assert.Null(SpanMarks.Of(node)));
        Assert.Equal(TimeSpan.FromMilliseconds(540), tree.Duration);
    }

    [Fact]
    public void A_trace_without_duration_lies_at_its_start()
    {
        var tree = TraceTree.Of([Spans.Make("a", 1, 0, 5, 0), Spans.Make("a", 2, 1, 5, 0)]);

        Assert.Equal(0, tree.At(tree.Nodes[1].Span.End));
    }

    [Fact]
    public void A_chain_of_a_hundred_thousand_spans_is_no_deeper_than_it_can_be_drawn()
    {
        var tree = TraceTree.Of([.. Enumerable.Range(1, 100_000).Select(i => Spans.Make("a", (ulong)i, (ulong)i - 1, i))]);

        Assert.Equal(100_000, tree.Depth);
        Assert.Equal(99_999, tree.Nodes[0].Descendants);
    }

    [Fact]
    public void What_is_below_a_collapsed_span_is_not_visible()
    {
        var tree = TraceTree.Of([Spans.Make("a", 1, 0, 0, 50), Spans.Make("a", 2, 1, 1), Spans.Make("a", 3, 2, 2), Spans.Make("a", 4, 1, 3)]);

        Assert.Equal([1ul, 2, 4], tree.Visible(new HashSet<SpanId> { new(2) }).Select(node => node.Span.Id.Value));
    }

    [Fact]
    public void No_spans_are_an_empty_tree() => Assert.Empty(TraceTree.Of([]).Nodes);

    /// <summary>Whatever the ids and times, each span is there once, and below what it is said to be below.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_spans_make_a_tree(int seed)
    {
#pragma warning disable CA5394 // Not for secrets: the same every time.
        var random = new Random(seed);
        var ids = random.Next(1, 40);
        Span[] spans =
        [
            .. Enumerable.Range(0, random.Next(1, 60)).Select(_ => Spans.Make(
                $"s{random.Next(3)}", (ulong)random.Next(1, ids + 1), (ulong)random.Next(0, ids + 10), random.Next(100), random.Next(30), kind: (SpanKind)random.Next(6))),
        ];
#pragma warning restore CA5394

        var tree = TraceTree.Of(spans);

        Assert.Equal(spans.ToHashSet(ReferenceEqualityComparer.Instance), tree.Nodes.Select(node => node.Span).ToHashSet(ReferenceEqualityComparer.Instance));
        Assert.Equal(spans.Length, tree.Nodes.Count);
        for (var i = 0; i < tree.Nodes.Count; i++)
        {
            var node = tree.Nodes[i];
            Assert.Equal(node.Parent is null ? 0 : node.Parent.Level + 1, node.Level);
            Assert.True(node.Parent is null || node.Parent.Span.Id == node.Span.ParentId);
            Assert.Equal(node.Descendants, tree.Nodes.Skip(i + 1).TakeWhile(later => later.Level > node.Level).Count());
            Assert.InRange(tree.At(node.Span.Start), 0, 1);
            Assert.True(node.Place != SpanPlace.ParentMissing || spans.All(span => span.Id != node.Span.ParentId));
        }
    }

    public static IEnumerable<TheoryDataRow<int>> Seeds() => Enumerable.Range(1, 200).Select(seed => new TheoryDataRow<int>(seed));

    private static IEnumerable<string> Shape(TraceTree tree) => tree.Nodes.Select(node => $"{node.Span.Id.Value}:{node.Level}");
}
