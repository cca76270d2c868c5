using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Components.Logs;

/// <summary>
/// The entries that a reader sees, oldest first. They stay as they are, also when the store lets them go, until they are read again: what
/// someone reads does not move away.
/// </summary>
internal sealed class LogView(LogStore store)
{
    public IReadOnlyList<LogEntry> Entries { get; private set; } = [];

    /// <summary>How many have come since they were read.</summary>
    public int Newer { get; private set; }

    public void Read(LogQuery? query)
    {
        Entries = query is null ? [] : [.. store.Query(query, 0, int.MaxValue).Items.Reverse()];
        Newer = 0;
    }

    public void Count(LogQuery? query)
    {
        var last = Entries.Count == 0 ? 0 : Entries[^1].Number;
        Newer = query is null ? 0 : store.Query(query, 0, int.MaxValue).Items.TakeWhile(entry => entry.Number > last).Count();
    }
}
