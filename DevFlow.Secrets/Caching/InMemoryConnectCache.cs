using ZiggyCreatures.Caching.Fusion;

namespace DevFlow.Secrets;

/// <summary>
/// Remembers what 1Password answered, by FusionCache: one call for all who wait for the same, jittered expiry, and stale values
/// within a bound while Connect is away or slow.
/// </summary>
internal sealed class InMemoryConnectCache : IConnectCache, IDisposable
{
    // A value that is known is not worth waiting long for a newer one: the call goes on behind.
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(500);

    private readonly FusionCache _cache = new(new FusionCacheOptions { CacheName = "DevFlow.Secrets" });
    private readonly SecretCachingTimes _times;
    private readonly TimeProvider _time;

    public InMemoryConnectCache(SecretCachingTimes times, TimeProvider time)
    {
        _times = times;
        _time = time;
    }

    public async ValueTask<Cached<T>> GetAsync<T>(
        ConnectCacheKey key, Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken) where T : class
    {
        var asked = false;

        // The call belongs to all who wait, not to the one who came first: none of them can cancel it, each can stop waiting.
        var call = _cache.GetOrSetAsync<Remembered>(
            key.ToString(),
            async (context, timeout) =>
            {
                asked = true;
                var remembered = await ReadAsync(read, key, timeout);
                context.Options.SetDuration(remembered.FreshUntil - remembered.ReadAt);
                // That something was not there is nothing to fall back on; that it was refused is.
                if (remembered.Miss is { Kind: not ConnectErrorKind.Denied })
                    context.Options.SetFailSafe(isEnabled: false);
                return remembered;
            },
            Options(key),
            token: CancellationToken.None);
        var found = call.IsCompletedSuccessfully ? call.Result : await call.AsTask().WaitAsync(cancellationToken);
        if (found.Miss is { } miss)
            throw new ConnectException(miss.Kind, miss.Detail, miss.Remedy, miss.Endpoint, miss.Status);
        var now = _time.GetUtcNow();
        return new((T)found.Value!, !asked, now >= found.FreshUntil ? now - found.ReadAt : null) { ReadAt = found.ReadAt };
    }

    public T? Find<T>(ConnectCacheKey key) where T : class => _cache.TryGet<Remembered>(key.ToString()).GetValueOrDefault()?.Value as T;

    public void Put<T>(ConnectCacheKey key, T value) where T : class => _cache.Set(key.ToString(), Fresh(key, value), Options(key));

    public void Forget(ConnectCacheKey key, bool keepStale = false)
    {
        if (!keepStale)
        {
            _cache.Remove(key.ToString());
        }
        else if (_cache.TryGet<Remembered>(key.ToString()) is { HasValue: true, Value: var kept })
        {
            kept.FreshUntil = _time.GetUtcNow();
            _cache.Expire(key.ToString());
        }
    }

    public void Dispose() => _cache.Dispose();

    // That something is not there, or refused, is an answer, to be remembered for a short while. That nobody answers is not: the
    // exception goes through, and the library serves what it has.
    private async Task<Remembered> ReadAsync<T>(Func<CancellationToken, Task<T>> read, ConnectCacheKey key, CancellationToken timeout) where T : class
    {
        try
        {
            return Fresh(key, await read(timeout));
        }
        catch (ConnectException miss) when (miss.Kind is not ConnectErrorKind.Unavailable)
        {
            var now = _time.GetUtcNow();
            return new Remembered(Value: null, miss, now, now + _times.Recheck);
        }
    }

    private Remembered Fresh(ConnectCacheKey key, object value)
    {
        var now = _time.GetUtcNow();
        return new Remembered(value, Miss: null, now, now + (Lifetime(key) * (1 - (Random.Shared.NextDouble() / 10))));
    }

    private TimeSpan Lifetime(ConnectCacheKey key) => key.Kind is ConnectCacheKind.Item or ConnectCacheKind.File ? _times.Fresh : _times.Titles;

    private FusionCacheEntryOptions Options(ConnectCacheKey key) => new(Lifetime(key))
    {
        IsFailSafeEnabled = _times.Stale > TimeSpan.Zero,
        FailSafeMaxDuration = Lifetime(key) + _times.Stale,
        FailSafeThrottleDuration = _times.Recheck,
        FactorySoftTimeout = _patience,
    };

    private sealed record Remembered(object? Value, ConnectException? Miss, DateTimeOffset ReadAt, DateTimeOffset FreshUntil)
    {
        public DateTimeOffset FreshUntil { get; set; } = FreshUntil;
    }
}
