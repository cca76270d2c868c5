using DevFlow.Dashboard.Components.Shared;

namespace DevFlow.Dashboard.Components.Traces;

/// <summary>What is odd about a span's place or time, in words.</summary>
internal static class SpanMarks
{
    /// <returns>Null for what is as it should be.</returns>
    public static string? Of(SpanNode node)
    {
        var place = node.Place switch
        {
            SpanPlace.ParentMissing => $"Its parent {node.Span.ParentId} has not come.",
            SpanPlace.ParentInCircle => "It is its own ancestor: the ids of its trace lead in a circle, which is cut here.",
            _ => null,
        };
        var clock = node.Skew == TimeSpan.Zero
            ? null
            : $"Clock differs by at least {Words.Duration(node.Skew.Duration())}: that of {node.Span.Sender.Service} is {(node.Skew < TimeSpan.Zero ? "behind" : "ahead")}. Drawn where its own clock says.";
        return place is null ? clock : clock is null ? place : $"{place} {clock}";
    }
}
