namespace DevFlow.Secrets;

/// <summary>What is kept of 1Password Connect's answers: ids behind titles, items, contents of files.</summary>
internal interface IConnectCache
{
    /// <summary>
    /// What is kept under the key; otherwise what <paramref name="read"/> gives, which is kept then. Exceptions are not kept.
    /// </summary>
    ValueTask<Cached<T>> GetAsync<T>(ConnectCacheKey key, Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
        where T : class;

    void Put<T>(ConnectCacheKey key, T value)
        where T : class;

    void Forget(ConnectCacheKey key);
}
