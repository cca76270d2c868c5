namespace DevFlow.Secrets;

/// <summary>Gives the value that a reference points to: vault, then item, then field or file.</summary>
internal sealed class OnePasswordReader(ConnectClient client, IConnectCache cache)
{
    private readonly ConnectClient _client = client;
    private readonly IConnectCache _cache = cache;

    /// <summary>Reads one value.</summary>
    /// <exception cref="ConnectException">There is none; the kind says in which way.</exception>
    public Task<OnePasswordRead> ReadAsync(SecretReference reference, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{_client.Options} {_cache.GetType()}");

    /// <summary>
    /// Fills the cache with what the references need: one listing of vaults and one per vault, only where a title needs it, and one read
    /// per item. What fails is left out; it shows when it is read.
    /// </summary>
    public Task PreloadAsync(IEnumerable<SecretReference> references, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{_client.Options} {_cache.GetType()}");
}
