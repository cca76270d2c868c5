using System.Collections.Concurrent;

namespace DevFlow.Secrets.Tests.Connect;

/// <summary>A cache that keeps everything for ever, and serves it as stale when told so.</summary>
internal sealed class KeptAnswers : IConnectCache
{
    private readonly ConcurrentDictionary<ConnectCacheKey, object> _kept = new();

    public IEnumerable<ConnectCacheKey> Keys => _kept.Keys;

    public Dictionary<ConnectCacheKind, TimeSpan> StaleFor { get; } = [];

    public async ValueTask<Cached<T>> GetAsync<T>(
        ConnectCacheKey key, Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
        where T : class
    {
        if (_kept.TryGetValue(key, out var kept))
            return new Cached<T>((T)kept, Hit: true, StaleFor.TryGetValue(key.Kind, out var stale) ? stale : null);
        var value = await read(cancellationToken);
        _kept[key] = value;
        return new Cached<T>(value, Hit: false, StaleFor: null);
    }

    public T? Find<T>(ConnectCacheKey key)
        where T : class => _kept.GetValueOrDefault(key) as T;

    public long Epoch => 0;

    public void OvertakeReads()
    {
    }

    public void ForgetAll(bool keepStale) => _kept.Clear();

    public void Put<T>(ConnectCacheKey key, T value, long epoch)
        where T : class => _kept[key] = value;

    public void Forget(ConnectCacheKey key, bool keepStale = false) => _kept.TryRemove(key, out _);
}
