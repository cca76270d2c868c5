namespace DevFlow.Secrets;

/// <summary>Keeps nothing: every question goes to 1Password Connect.</summary>
internal sealed class NoConnectCache : IConnectCache
{
    public static readonly NoConnectCache Instance = new();

    public async ValueTask<Cached<T>> GetAsync<T>(
        ConnectCacheKey key, Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
        where T : class => new(await read(cancellationToken), Hit: false, StaleFor: null);

    public T? Find<T>(ConnectCacheKey key)
        where T : class => null;

    public long Epoch => 0;

    public void Put<T>(ConnectCacheKey key, T value, long epoch)
        where T : class
    {
    }

    public void Forget(ConnectCacheKey key, bool keepStale = false)
    {
    }

    public void OvertakeReads()
    {
    }

    public void ForgetAll(bool keepStale)
    {
    }
}
