namespace DevFlow.QdrantEmulator;

/// <summary>All that the emulator says. No message takes a key, a payload, or the text of an exception that may quote one.</summary>
internal static partial class EmulatorLog
{
    [LoggerMessage(1, LogLevel.Information, "A stand-in for Qdrant, not Qdrant, on {Address}; REST only, there is no gRPC; data in {Data}; key: {Key}")]
    public static partial void Started(ILogger logger, Uri address, string data, string key);

    [LoggerMessage(2, LogLevel.Error, "The change was not made, it cannot be written: {Reason}")]
    public static partial void NotWritten(ILogger logger, string reason);

    [LoggerMessage(3, LogLevel.Error, "{Method} {Path} failed: {Exception}")]
    public static partial void Failed(ILogger logger, string method, string path, string exception);
}
