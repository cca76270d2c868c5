namespace DevFlow.WorkflowEngine.Access;

/// <summary>Counts denials by caller, and says when there are too many: five within a minute, said once a minute.</summary>
internal sealed class DenialWatch(TimeProvider time)
{
    public const int Limit = 5;

    // Who calls from ever new addresses gets no more memory than this.
    public const int MostCallers = 10_000;

    private static readonly TimeSpan _window = TimeSpan.FromMinutes(1);

    private readonly Lock _counting = new();
    private readonly Dictionary<string, Count> _callers = new(StringComparer.Ordinal);

    /// <returns>Whether this one makes it too many.</returns>
    public bool Add(string caller)
    {
        var now = time.GetUtcNow();
        lock (_counting)
        {
            if (!_callers.TryGetValue(caller, out var count))
            {
                MakeRoom(now);
                _callers[caller] = count = new();
            }

            var last = count.Last;
            last.Enqueue(now);
            while (last.Count > Limit || now - last.Peek() >= _window)
                last.Dequeue();
            if (last.Count < Limit || now - count.AlertedAt < _window)
                return false;
            count.AlertedAt = now;
            return true;
        }
    }

    private void MakeRoom(DateTimeOffset now)
    {
        if (_callers.Count < MostCallers)
            return;
        foreach (var (caller, count) in _callers)
        {
            if (now - count.Last.Last() >= _window)
                _callers.Remove(caller);
        }

        // All of them within a minute: the ones that have come least are the ones that matter least.
        if (_callers.Count >= MostCallers)
        {
            foreach (var caller in _callers.Where(known => known.Value.Last.Count == 1).Select(known => known.Key).Take(MostCallers / 2).ToList())
                _callers.Remove(caller);
        }

        if (_callers.Count >= MostCallers)
            _callers.Clear();
    }

    private sealed class Count
    {
        public Queue<DateTimeOffset> Last { get; } = new(Limit + 1);

        public DateTimeOffset? AlertedAt { get; set; }
    }
}
