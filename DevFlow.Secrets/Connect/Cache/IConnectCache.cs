namespace DevFlow.Secrets;

/// <summary>What is kept of 1Password Connect's answers: ids behind titles, items, contents of files.</summary>
internal interface IConnectCache
{
    /// <summary>
    /// What is kept under the key; otherwise what <paramref name="read"/> gives, which is kept then. Exceptions are not kept.
    /// </summary>
    ValueTask<Cached<T>> GetAsync<T>(ConnectCacheKey key, Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
        where T : class;

    /// <summary>What is kept under the key; null when nothing is. Asks nobody.</summary>
    T? Find<T>(ConnectCacheKey key)
        where T : class;

    /// <summary>
    /// Counts what was forgotten. Whoever reads to put notes it before the call: what was forgotten meanwhile is not put as fresh.
    /// </summary>
    long Epoch { get; }

    void Put<T>(ConnectCacheKey key, T value, long epoch)
        where T : class;

    /// <summary>Is told of a call whose answer was to be put.</summary>
    void Failed(ConnectException fault)
    {
    }

    /// <summary>Lets the next read ask again.</summary>
    /// <param name="key">What has changed.</param>
    /// <param name="keepStale">Whether what is kept may still be served while Connect is away.</param>
    void Forget(ConnectCacheKey key, bool keepStale = false);

    /// <summary>Says that something has changed: what is being read just now may be from before, and is not to be kept as fresh.</summary>
    void OvertakeReads();

    /// <summary>Lets every next read ask again.</summary>
    /// <param name="keepStale">Whether what is kept may still be served while Connect is away.</param>
    void ForgetAll(bool keepStale);
}
