using System.Collections.Concurrent;

namespace DevFlow.Secrets;

/// <summary>
/// Remembers what 1Password answered until the process ends. A read that failed is tried again, but not once one had no answer in time: whoever waits for the
/// process would wait as long for each of its secrets.
/// </summary>
internal sealed class OneRunConnectCache : IConnectCache
{
    private readonly ConcurrentDictionary<ConnectCacheKey, object> _values = new();
    private volatile ConnectException? _timeout;

    public async ValueTask<Cached<T>> GetAsync<T>(
        ConnectCacheKey key, Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken) where T : class
    {
        if (_values.TryGetValue(key, out var known))
            return new((T)known, Hit: true, StaleFor: null);
        if (_timeout is { } timeout)
            throw new ConnectException(timeout.Kind, timeout.Detail, timeout.Remedy, timeout.Endpoint, timeout.Status) { IsRemembered = true };
        try
        {
            var value = await read(cancellationToken);
            _values[key] = value;
            return new(value, Hit: false, StaleFor: null);
        }
        catch (ConnectException fault)
        {
            Failed(fault);
            throw;
        }
    }

    public void Failed(ConnectException fault)
    {
        if (fault.IsTimeout)
            _timeout = fault;
    }

    public T? Find<T>(ConnectCacheKey key) where T : class => _values.GetValueOrDefault(key) as T;

    public long Epoch => 0;

    public void Put<T>(ConnectCacheKey key, T value, long epoch) where T : class => _values[key] = value;

    public void Forget(ConnectCacheKey key, bool keepStale = false) => _values.TryRemove(key, out _);

    public void OvertakeReads()
    {
    }

    public void ForgetAll(bool keepStale)
    {
        _values.Clear();
        _timeout = null;
    }
}
