namespace DevFlow.Secrets;

/// <summary>Hands back, some time later, what was let go of; all that is due at once, so that a busy service pays for it rarely.</summary>
internal sealed class DelayedForgetting
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _delay;
    private readonly Action<IReadOnlyList<string>> _forget;
    private readonly Queue<(long Since, IReadOnlyList<string> Forms)> _waiting = new();
    private readonly ITimer _timer;

    public DelayedForgetting(TimeProvider time, TimeSpan delay, Action<IReadOnlyList<string>> forget)
    {
        _time = time;
        _delay = delay;
        _forget = forget;
        _timer = time.CreateTimer(_ => Sweep(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(IReadOnlyList<string> forms)
    {
        lock (_waiting)
        {
            _waiting.Enqueue((_time.GetTimestamp(), forms));
            if (_waiting.Count == 1)
                _timer.Change(_delay, Timeout.InfiniteTimeSpan);
        }
    }

    private void Sweep()
    {
        List<string> due = [];
        lock (_waiting)
        {
            while (_waiting.TryPeek(out var first) && Left(first.Since) <= TimeSpan.Zero)
                due.AddRange(_waiting.Dequeue().Forms);
            // A timer may be a little early; the least a system timer can wait is a millisecond.
            if (_waiting.TryPeek(out var next))
                _timer.Change(Left(next.Since) + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        }

        _forget(due);
    }

    private TimeSpan Left(long since) => _delay - _time.GetElapsedTime(since);
}
