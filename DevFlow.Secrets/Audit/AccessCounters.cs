namespace DevFlow.Secrets;

/// <summary>The counters that are in the books. One that stays idle leaves them, and comes back by itself when it counts again.</summary>
internal sealed class AccessCounters(TimeProvider time)
{
    // A minute of ten-second drains: a value that is read now and then keeps its counter, keys that nobody asks for again cost nothing.
    private const int IdleDrainsBeforeRetirement = 6;

    /// <summary>How many may be in the books before they have counted anything: a stranger may ask for ever new keys.</summary>
    public const int MostIdle = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<SecretAccess, AccessCounter> _byIdentity = [];
    private readonly HashSet<AccessCounter> _live = [];

    public int Count
    {
        get
        {
            lock (_lock)
                return _live.Count;
        }
    }

    public AccessCounter Of(SecretAccess access)
    {
        var identity = access.Identity;
        lock (_lock)
        {
            if (_byIdentity.TryGetValue(identity, out var known))
            {
                known.IsReleased = false;
                return known;
            }

            var counter = new AccessCounter(this, identity, time.GetUtcNow());
            if (_live.Count >= MostIdle && counter.TryRetire())
                return counter;
            _byIdentity.Add(identity, counter);
            _live.Add(counter);
            return counter;
        }
    }

    /// <summary>Counts one more of what came within the last minute; false for the first, which is to be put on record while those behind it are counted.</summary>
    public bool TryCount(SecretAccess access)
    {
        lock (_lock)
        {
            if (_byIdentity.TryGetValue(access.Identity, out var known))
            {
                known.Increment();
                return true;
            }

            Of(access);
            return false;
        }
    }

    /// <summary>Lets an idle counter leave at the next drain.</summary>
    public void Release(AccessCounter counter)
    {
        lock (_lock)
            counter.IsReleased = true;
    }

    public void Revive(AccessCounter counter)
    {
        lock (_lock)
        {
            if (!counter.TryRevive())
                return;
            counter.Since = time.GetUtcNow();
            counter.IdleDrains = 0;
            _live.Add(counter);
            _byIdentity.TryAdd(counter.Identity, counter);
        }
    }

    /// <summary>Takes what was counted since the last time: one record for each counter that moved.</summary>
    public List<AuditRecord> Drain()
    {
        var records = new List<AuditRecord>();
        lock (_lock)
        {
            var now = time.GetUtcNow();
            foreach (var counter in _live)
            {
                var count = counter.Drain();
                if (count > 0)
                {
                    records.Add(new AuditRecord
                    {
                        Kind = AuditRecordKind.Reads,
                        Time = now,
                        Access = counter.Identity,
                        Count = count,

                        // A clock that was set back makes no window that ends before it starts.
                        From = counter.Since < now ? counter.Since : now,
                        To = now,
                    });
                    counter.IdleDrains = 0;
                }
                else if ((counter.IsReleased || ++counter.IdleDrains >= IdleDrainsBeforeRetirement) && counter.TryRetire())
                {
                    _live.Remove(counter);
                    if (_byIdentity.GetValueOrDefault(counter.Identity) == counter)
                        _byIdentity.Remove(counter.Identity);
                }

                counter.Since = now;
            }
        }

        return records;
    }
}
