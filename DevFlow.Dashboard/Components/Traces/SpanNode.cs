using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Components.Traces;

/// <summary>A span with its place in the tree of its trace.</summary>
public sealed class SpanNode(Span span)
{
    public Span Span { get; } = span;

    public SpanPlace Place { get; set; }

    /// <summary>The span that it is drawn under; null at the top.</summary>
    public SpanNode? Parent { get; set; }

    /// <summary>How many spans are above it.</summary>
    public int Level { get; set; }

    /// <summary>How many spans are below it, at any depth. They follow it in the order of display.</summary>
    public int Descendants { get; set; }

    /// <summary>
    /// By how much its sender's clock differs at least from that of the caller; negative when it is behind. Zero when what it says fits.
    /// </summary>
    public TimeSpan Skew { get; set; }

    /// <summary>Whether its times cannot be compared with the root's: its own or those of a span above it, of the same sender, do not fit.</summary>
    public bool OffClock { get; set; }
}
