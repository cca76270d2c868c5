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
            while (_waiting.TryPeek(out var first))
            {
                // Asked once for each: time goes on between two looks, and a timer takes no negative wait.
                var left = _delay - _time.GetElapsedTime(first.Since);
                if (left > TimeSpan.Zero)
                {
                    // A timer may be a little early; the least a system timer can wait is a millisecond.
                    _timer.Change(left + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
                    break;
                }

                due.AddRange(_waiting.Dequeue().Forms);
            }
        }

        _forget(due);
    }
}
