namespace DevFlow.ConnectEmulator;

/// <summary>What was done with vaults and items, newest first.</summary>
internal sealed class ActivityLog
{
    private const int Kept = 10_000;

    private readonly Lock _lock = new();
    private readonly LinkedList<ActivityRecord> _all = [];

    public void Add(ActivityRecord record)
    {
        lock (_lock)
        {
            if (_all.Count == Kept)
                _all.RemoveLast();
            _all.AddFirst(record);
        }
    }

    public (IReadOnlyList<ActivityRecord> Page, int Total) Read(int offset, int limit)
    {
        lock (_lock)
            return ([.. _all.Skip(offset).Take(limit)], _all.Count);
    }
}
