namespace DevFlow.QdrantEmulator;

/// <summary>Qdrant's own names for its configuration, as far as they mean something here.</summary>
internal static class Settings
{
    private const string DefaultPort = "6333";

    // What would promise a protection or a copy that is not there ends the start.
    private static readonly string[] _unsupported =
    [
        "QDRANT:SERVICE:READ_ONLY_API_KEY", "QDRANT:SERVICE:ALT_API_KEY", "QDRANT:SERVICE:JWT_RBAC", "QDRANT:SERVICE:ENABLE_TLS",
        "QDRANT:CLUSTER:ENABLED",
    ];

    /// <exception cref="QdrantEmulatorException">A setting that cannot be read, or means something that the emulator does not do.</exception>
    public static QdrantEmulatorOptions Read(IConfiguration environment, string? data, string? urls)
    {
        var faults = _unsupported.Where(key => IsSet(environment[key]))
            .Select(key => $"{Name(key)} is set, and this emulator does not have what it asks for: take it out, or run Qdrant").ToList();
        var port = environment["QDRANT:SERVICE:HTTP_PORT"] ?? DefaultPort;
        if (!ushort.TryParse(port, out _))
            faults.Add("QDRANT__SERVICE__HTTP_PORT is no port: it takes a number from 0 to 65535");
        var size = environment["QDRANT:SERVICE:MAX_REQUEST_SIZE_MB"] ?? $"{QdrantEmulatorOptions.DefaultMaxRequestSize}";
        if (!ushort.TryParse(size, out var megabytes) || megabytes == 0)
            faults.Add("QDRANT__SERVICE__MAX_REQUEST_SIZE_MB is no size: it takes a number of megabytes from 1 to 65535");
        if (faults.Count > 0)
            throw new QdrantEmulatorException(faults);
        var host = environment["QDRANT:SERVICE:HOST"] ?? "127.0.0.1";
        return new QdrantEmulatorOptions
        {
            Url = urls ?? $"http://{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}",
            ApiKey = environment["QDRANT:SERVICE:API_KEY"],
            DataFolder = data ?? (environment["QDRANT:STORAGE:STORAGE_PATH"] is { Length: > 0 } path ? path : null),
            MaxRequestSizeMegabytes = megabytes,
        };
    }

    private static bool IsSet(string? value) =>
        !string.IsNullOrEmpty(value) && !string.Equals(value, "false", StringComparison.OrdinalIgnoreCase);

    private static string Name(string key) => key.Replace(":", "__", StringComparison.Ordinal);
}
