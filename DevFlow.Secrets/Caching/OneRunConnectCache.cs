using System.Collections.Concurrent;

namespace DevFlow.Secrets;

/// <summary>Remembers what 1Password answered until the process ends. A read that failed is tried again.</summary>
internal sealed class OneRunConnectCache : IConnectCache
{
    private readonly ConcurrentDictionary<ConnectCacheKey, object> _values = new();

    public async ValueTask<Cached<T>> GetAsync<T>(
        ConnectCacheKey key, Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken) where T : class
    {
        if (_values.TryGetValue(key, out var known))
            return new((T)known, Hit: true, StaleFor: null);
        var value = await read(cancellationToken);
        _values[key] = value;
        return new(value, Hit: false, StaleFor: null);
    }

    public T? Find<T>(ConnectCacheKey key) where T : class => _values.GetValueOrDefault(key) as T;

    public long Epoch => 0;

    public void Put<T>(ConnectCacheKey key, T value, long epoch) where T : class => _values[key] = value;

    public void Forget(ConnectCacheKey key, bool keepStale = false) => _values.TryRemove(key, out _);

    public void OvertakeReads()
    {
    }

    public void ForgetAll(bool keepStale) => _values.Clear();
}
