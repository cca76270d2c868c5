namespace DevFlow.QdrantEmulator;

/// <summary>How an emulator is started. A class and no record, so that nothing prints the key by accident.</summary>
public sealed class QdrantEmulatorOptions
{
    internal const int DefaultMaxRequestSize = 32;

    /// <summary>Where to listen: http; a port of its own choice on the loopback interface by default. Another interface needs a key.</summary>
    public string Url { get; init; } = "http://127.0.0.1:0";

    /// <summary>The key that every request has to show, but those of the probes; none by default.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The folder that keeps collections over a restart; in memory by default.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The largest body of a request, in megabytes (2^20 bytes); 32 by default, as Qdrant's max_request_size_mb.</summary>
    public int MaxRequestSizeMegabytes { get; init; } = DefaultMaxRequestSize;

    /// <summary>Whether nothing is written to the console; it is by default.</summary>
    public bool Quiet { get; init; }
}
