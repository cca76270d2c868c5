namespace DevFlow.Dashboard.Secrets;

/// <summary>What the spans tell of one service's lookups of one secret.</summary>
internal sealed class ReaderRecord
{
    private readonly LookupRate _rate = new();
    private SecretLookup? _last;
    private DateTimeOffset? _fetched;
    private long _lookups;
    private long _misses;
    private long _fallbacks;

    public void Add(SecretLookup lookup, DateTimeOffset now)
    {
        _lookups++;
        _misses += lookup.Outcome is SecretOutcome.Miss ? 1 : 0;
        _fallbacks += lookup.Fallbacks;
        _rate.Add(lookup.Time, now);
        // Services send in batches: what came last need not have happened last.
        if (_last is null || lookup.Time >= _last.Time)
            _last = lookup;
        if (lookup.IsFetch && (_fetched is null || lookup.Time > _fetched))
            _fetched = lookup.Time;
    }

    public SecretReader View(DateTimeOffset now) => new(_last!.Service, _last)
    {
        Lookups = _lookups,
        Misses = _misses,
        Fallbacks = _fallbacks,
        Fetched = _fetched,
        Minutes = _rate.PerMinute(now),
    };
}
