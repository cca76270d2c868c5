using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Components.Traces;

/// <summary>Finds spans whose times cannot be true by the clock of those who called them.</summary>
internal static class ClockSkew
{
    /// <summary>What clocks of processes on one machine may differ by, by the way they are read.</summary>
    private static readonly TimeSpan _tolerance = TimeSpan.FromMilliseconds(1);

    /// <summary>Needs to have judged the spans above it.</summary>
    /// <remarks>
    /// Two things prove that clocks differ: a span that starts before what caused it, and a server that starts on a call after the client
    /// saw that call end. To outlast the caller proves nothing: work goes on in the background, and answers are streamed.
    /// </remarks>
    public static void Judge(SpanNode node)
    {
        // The nearest above whose times are believed; it exists, since what is at the top is always believed.
        var caller = node.Parent!;
        while (caller.OffClock && caller.Span.Sender != node.Span.Sender)
            caller = caller.Parent!;

        if (caller.Span.Sender == node.Span.Sender)
            node.OffClock = caller.OffClock;
        else
            (node.Skew, node.OffClock) = Between(caller.Span, node.Span) is { } skew ? (skew, true) : (default, false);
    }

    private static TimeSpan? Between(Span caller, Span called)
    {
        if (caller.Start - called.Start > _tolerance)
            return called.Start - caller.Start;
        var synchronous = caller.Kind == SpanKind.Client && called.Kind == SpanKind.Server;
        return synchronous && called.Start - caller.End > _tolerance ? called.Start - caller.End : null;
    }
}
