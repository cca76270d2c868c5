using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Components.Traces;

/// <summary>The traces that a reader sees, the latest first. They stay as they are until they are read again: what someone reads does not move away.</summary>
internal sealed class TraceView(TraceStore store)
{
    private const int Step = 1000;

    private int _take = Step;

    public IReadOnlyList<TraceSummary> Traces { get; private set; } = [];

    /// <summary>How many match, shown or not.</summary>
    public int Total { get; private set; }

    /// <summary>The duration of the longest that is shown.</summary>
    public TimeSpan Longest { get; private set; }

    public bool Changed { get; private set; }

    public void Read(TraceQuery? query)
    {
        var page = query is null ? new([], 0) : store.Query(query, 0, _take);
        (Traces, Total, Changed) = (page.Items, page.Total, false);
        Longest = Traces.Count == 0 ? TimeSpan.Zero : Traces.Max(trace => trace.Duration);
    }

    public void ReadMore(TraceQuery? query)
    {
        _take += Step;
        Read(query);
    }

    /// <summary>Only says whether there would be others to see.</summary>
    public void Look(TraceQuery? query)
    {
        var latest = query is null ? [] : store.Query(query, 0, 1).Items;
        Changed = latest.Count > 0 && (Traces.Count == 0 || latest[0].Id != Traces[0].Id);
    }
}
