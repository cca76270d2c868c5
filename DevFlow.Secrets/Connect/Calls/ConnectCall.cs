namespace DevFlow.Secrets;

/// <summary>One request to Connect and how its answer is read.</summary>
/// <param name="Method">GET is a read and may be repeated; anything else is a write.</param>
/// <param name="Path">The path below the endpoint with its query, percent-encoded, such as <c>v1/vaults</c>.</param>
/// <param name="Read">Reads the body of a 2xx answer.</param>
/// <param name="Body">The JSON that is sent.</param>
internal sealed record ConnectCall<T>(HttpMethod Method, string Path, Func<ReadOnlyMemory<byte>, T> Read, byte[]? Body = null)
{
    /// <summary>The largest body that is read, in bytes: 16 MiB, far more than an item can have.</summary>
    public int MaxBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The body is a file, whose size the caller bounds.</summary>
    public bool IsFile { get; init; }

    public bool IsRead => Method == HttpMethod.Get;
}
