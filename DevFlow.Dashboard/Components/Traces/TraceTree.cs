using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Components.Traces;

/// <summary>
/// The spans of a trace as a tree, in the order in which they are drawn: each before what is below it, siblings by their start.
/// Whatever the spans claim, each stands in it exactly once.
/// </summary>
/// <remarks>
/// Times are drawn as their senders' clocks say and are not adjusted: clocks that differ are a fault worth seeing, and a span moved to
/// where it might have been would hide it. They are marked, and do not count for the length of the trace, so that one clock that is an hour off does
/// not squeeze all others into a point.
/// </remarks>
public sealed class TraceTree
{
    private TraceTree(IReadOnlyList<SpanNode> nodes)
    {
        Nodes = nodes;
        if (nodes.Count == 0)
            return;
        var comparable = nodes.Where(node => !node.OffClock).ToList();
        Start = comparable.Min(node => node.Span.Start);
        Duration = comparable.Max(node => node.Span.End) - Start;
        Depth = nodes.Max(node => node.Level) + 1;
        Errors = nodes.Count(node => node.Span.Status == SpanStatus.Error);
        Services = [.. nodes.CountBy(node => node.Span.Sender.Service).Select(pair => new ServiceCount(pair.Key, pair.Value))];
    }

    public IReadOnlyList<SpanNode> Nodes { get; }

    public DateTimeOffset Start { get; }

    public TimeSpan Duration { get; }

    /// <summary>How many spans the longest line from the top down has.</summary>
    public int Depth { get; }

    public int Errors { get; }

    /// <summary>How many spans each service has, in the order of display.</summary>
    public IReadOnlyList<ServiceCount> Services { get; } = [];

    public static TraceTree Of(IReadOnlyList<Span> spans)
    {
        SpanNode[] nodes = [.. spans.OrderBy(span => span.Start).Select(span => new SpanNode(span))];
        Connect(nodes);
        Cut(nodes);
        var ordered = Order(nodes);
        Measure(ordered);
        return new(ordered);
    }

    /// <summary>Where a moment lies between the trace's start (0) and end (1); what is outside is drawn at the edge.</summary>
    public double At(DateTimeOffset moment) => Duration == TimeSpan.Zero ? 0 : Math.Clamp((moment - Start) / Duration, 0, 1);

    /// <summary>The nodes that are not below a collapsed one.</summary>
    public IReadOnlyList<SpanNode> Visible(IReadOnlySet<SpanId> collapsed)
    {
        if (collapsed.Count == 0)
            return Nodes;
        var visible = new List<SpanNode>();
        for (var i = 0; i < Nodes.Count; i++)
        {
            visible.Add(Nodes[i]);
            if (collapsed.Contains(Nodes[i].Span.Id))
                i += Nodes[i].Descendants;
        }

        return visible;
    }

    private static void Connect(SpanNode[] nodes)
    {
        // Two spans may share an id, by a sender's fault or a batch sent twice: what names it as its parent goes below the earlier one.
        var byId = new Dictionary<SpanId, SpanNode>(nodes.Length);
        foreach (var node in nodes)
            byId.TryAdd(node.Span.Id, node);

        foreach (var node in nodes)
        {
            if (node.Span.ParentId.IsNone)
                node.Place = SpanPlace.Root;
            else if (byId.TryGetValue(node.Span.ParentId, out var parent))
                (node.Place, node.Parent) = (SpanPlace.Child, parent);
            else
                node.Place = SpanPlace.ParentMissing;
        }
    }

    /// <summary>Where spans are each other's ancestors, the earliest goes to the top.</summary>
    private static void Cut(SpanNode[] nodes)
    {
        var safe = new HashSet<SpanNode>(nodes.Length);
        var walked = new HashSet<SpanNode>();
        foreach (var start in nodes)
        {
            walked.Clear();
            var node = start;
            while (node is not null && !safe.Contains(node) && walked.Add(node))
                node = node.Parent;

            if (node is not null && !safe.Contains(node))
            {
                var earliest = node;
                for (var other = node.Parent!; other != node; other = other.Parent!)
                    earliest = other.Span.Start < earliest.Span.Start ? other : earliest;
                (earliest.Place, earliest.Parent) = (SpanPlace.ParentInCircle, null);
            }

            safe.UnionWith(walked);
        }
    }

    private static List<SpanNode> Order(SpanNode[] nodes)
    {
        var children = nodes.Where(node => node.Parent is not null).ToLookup(node => node.Parent!);
        var ordered = new List<SpanNode>(nodes.Length);
        // By hand: a chain of thousands of spans is deeper than the stack.
        var next = new Stack<SpanNode>(nodes.Where(node => node.Parent is null).Reverse());
        while (next.TryPop(out var node))
        {
            ordered.Add(node);
            foreach (var child in children[node].Reverse())
                next.Push(child);
        }

        return ordered;
    }

    private static void Measure(List<SpanNode> ordered)
    {
        foreach (var node in ordered.Where(node => node.Parent is not null))
        {
            node.Level = node.Parent!.Level + 1;
            ClockSkew.Judge(node);
        }

        foreach (var node in Enumerable.Reverse(ordered).Where(node => node.Parent is not null))
            node.Parent!.Descendants += node.Descendants + 1;
    }
}
