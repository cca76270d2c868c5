namespace DevFlow.Secrets;

/// <summary>
/// Counts repeated reads of one cached value, exactly. Given by <see cref="SecretAudit.RecordAsync"/>, and kept with the value for as long
/// as it is cached.
/// </summary>
public sealed class AccessCounter
{
    // Far enough below zero that no number of reads after the retirement lifts it to zero.
    private const long Retired = long.MinValue / 2;

    private readonly AccessCounters _owner;
    private long _count;

    internal AccessCounter(AccessCounters owner, SecretAccess identity, DateTimeOffset since)
    {
        _owner = owner;
        Identity = identity;
        Since = since;
    }

    internal SecretAccess Identity { get; }

    /// <summary>The start of the window that is being counted. Touched under the lock of the owner alone.</summary>
    internal DateTimeOffset Since { get; set; }

    /// <summary>How often in a row nothing was counted. Touched under the lock of the owner alone.</summary>
    internal int IdleDrains { get; set; }

    /// <summary>Whether it may leave as soon as it is idle. Touched under the lock of the owner alone.</summary>
    internal bool IsReleased { get; set; }

    /// <summary>Counts one read. Never fails, allocates nothing, and takes a few nanoseconds.</summary>
    public void Increment()
    {
        // A read that comes after the counter was taken out of the books enters it again: no count is lost to that race.
        if (Interlocked.Increment(ref _count) < 0)
            _owner.Revive(this);
    }

    internal long Drain() => Interlocked.Exchange(ref _count, 0);

    /// <summary>Takes the counter out of the books, if nothing was counted meanwhile.</summary>
    internal bool TryRetire() => Interlocked.CompareExchange(ref _count, Retired, 0) == 0;

    /// <summary>Undoes the retirement and keeps what was counted since. Under the lock of the owner; true once.</summary>
    internal bool TryRevive()
    {
        if (Interlocked.Read(ref _count) >= 0)
            return false;
        Interlocked.Add(ref _count, -Retired);
        return true;
    }
}
