using ZiggyCreatures.Caching.Fusion;

namespace DevFlow.Secrets;

/// <summary>
/// Remembers what 1Password answered, by FusionCache: one call for all who wait for the same, jittered expiry, and stale values
/// within a bound while Connect is away or slow.
/// </summary>
internal sealed class InMemoryConnectCache(SecretCachingTimes times, TimeProvider time) : IConnectCache, IDisposable
{
    // A value that is known is not worth waiting long for a newer one: the call goes on behind.
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(500);

    // Those who wait for a call that failed get its failure, rather than a call of their own each.
    private static readonly TimeSpan _sharedFailure = TimeSpan.FromSeconds(1);

    private readonly FusionCache _cache = new(new FusionCacheOptions { CacheName = "DevFlow.Secrets" });
    private long _epoch;
    private long _expiredBefore;

    public long Epoch => Interlocked.Read(ref _epoch);

    public async ValueTask<Cached<T>> GetAsync<T>(
        ConnectCacheKey key, Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken) where T : class
    {
        var since = Epoch;
        var (found, asked) = await FindAsync(key, read, cancellationToken);

        // Whoever comes after something was forgotten is not content with a call that began before.
        if (found.IsOvertaken && found.Epoch < since)
        {
            // Not on behalf of this caller alone.
            _cache.Expire(key.ToString(), token: CancellationToken.None);
            (found, asked) = await FindAsync(key, read, cancellationToken);
        }

        if (found.Miss is { } miss)
            throw new ConnectException(miss.Kind, miss.Detail, miss.Remedy, miss.Endpoint, miss.Status) { IsRemembered = !asked };
        var now = time.GetUtcNow();
        var isStale = now >= found.FreshUntil || found.ReadAt.UtcTicks < Interlocked.Read(ref _expiredBefore);
        return new((T)found.Value!, !asked, isStale ? now - found.ReadAt : null) { ReadAt = found.ReadAt };
    }

    private async ValueTask<(Remembered Found, bool Asked)> FindAsync<T>(
        ConnectCacheKey key, Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken) where T : class
    {
        var asked = false;

        // The call belongs to all who wait, not to the one who came first: none of them can cancel it, each can stop waiting.
        var call = _cache.GetOrSetAsync<Remembered>(
            key.ToString(),
            async (context, timeout) =>
            {
                asked = true;
                var remembered = await ReadAsync(read, key, context.HasStaleValue, timeout);
                context.Options.SetDuration(DurationOf(remembered));
                // That something was not there is nothing to fall back on; that it was refused is.
                if (remembered.Miss is { Kind: not ConnectErrorKind.Denied })
                    context.Options.SetFailSafe(isEnabled: false);
                return remembered;
            },
            Options(key),
            token: CancellationToken.None);
        var found = call.IsCompletedSuccessfully ? call.Result : await call.AsTask().WaitAsync(cancellationToken);
        return (found, asked);
    }

    public T? Find<T>(ConnectCacheKey key) where T : class =>
        _cache.TryGet<Remembered>(key.ToString(), new FusionCacheEntryOptions { IsFailSafeEnabled = true, AllowStaleOnReadOnly = true })
            .GetValueOrDefault()?.Value as T;

    public void Put<T>(ConnectCacheKey key, T value, long epoch) where T : class
    {
        var fresh = Fresh(key, value, epoch);
        _cache.Set(key.ToString(), fresh, Options(key).SetDuration(DurationOf(fresh)));
    }

    public void Forget(ConnectCacheKey key, bool keepStale = false)
    {
        OvertakeReads();
        if (!keepStale)
        {
            _cache.Remove(key.ToString());
        }
        else if (_cache.TryGet<Remembered>(key.ToString()) is { HasValue: true, Value: var kept })
        {
            kept.FreshUntil = time.GetUtcNow();
            _cache.Expire(key.ToString());
        }
    }

    public void OvertakeReads() => Interlocked.Increment(ref _epoch);

    public void ForgetAll(bool keepStale)
    {
        OvertakeReads();
        Interlocked.Exchange(ref _expiredBefore, time.GetUtcNow().UtcTicks);
        _cache.Clear(allowFailSafe: keepStale);
    }

    public void Dispose() => _cache.Dispose();

    // That something is not there, or refused, is an answer, to be remembered for a short while. That nobody answers is not: the
    // exception goes through, and the library serves what it has.
    private async Task<Remembered> ReadAsync<T>(
        Func<CancellationToken, Task<T>> read, ConnectCacheKey key, bool hasStale, CancellationToken timeout) where T : class
    {
        var epoch = Epoch;
        try
        {
            return Fresh(key, await read(timeout), epoch);
        }
        catch (ConnectException miss) when (!hasStale || miss.Kind is not ConnectErrorKind.Unavailable)
        {
            var now = time.GetUtcNow();
            var shared = _sharedFailure < times.Recheck ? _sharedFailure : times.Recheck;
            return new Remembered(Value: null, miss, now, now + (miss.Kind is ConnectErrorKind.Unavailable ? shared : times.Recheck));
        }
    }

    // What was forgotten while it was read may be what was to be forgotten: it goes to those who wait, as stale, and no further.
    private Remembered Fresh(ConnectCacheKey key, object value, long epoch)
    {
        var now = time.GetUtcNow();
        var isOvertaken = epoch != Epoch;
        var lifetime = isOvertaken ? TimeSpan.Zero : Lifetime(key) * (1 - (Random.Shared.NextDouble() / 10));
        return new Remembered(value, Miss: null, now, now + lifetime) { Epoch = epoch, IsOvertaken = isOvertaken };
    }

    private TimeSpan Lifetime(ConnectCacheKey key) => key.Kind is ConnectCacheKind.Item or ConnectCacheKind.File ? times.Fresh : times.Titles;

    private static TimeSpan DurationOf(Remembered remembered) =>
        remembered.FreshUntil > remembered.ReadAt ? remembered.FreshUntil - remembered.ReadAt : TimeSpan.FromMilliseconds(1);

    private FusionCacheEntryOptions Options(ConnectCacheKey key) => new(Lifetime(key))
    {
        IsFailSafeEnabled = times.Stale > TimeSpan.Zero,
        FailSafeMaxDuration = Lifetime(key) + times.Stale,
        FailSafeThrottleDuration = times.Recheck,
        FactorySoftTimeout = _patience,
    };

    private sealed record Remembered(object? Value, ConnectException? Miss, DateTimeOffset ReadAt, DateTimeOffset FreshUntil)
    {
        public DateTimeOffset FreshUntil { get; set; } = FreshUntil;

        public long Epoch { get; init; }

        public bool IsOvertaken { get; init; }
    }
}
