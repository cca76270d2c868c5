namespace DevFlow.ConnectEmulator;

/// <summary>All that the emulator says. No message takes a value, a token, or the text of an exception that may quote one.</summary>
internal static partial class EmulatorLog
{
    [LoggerMessage(1, LogLevel.Information, "A stand-in for 1Password Connect, not 1Password, on {Address}; vaults from {Source}; tokens: {Tokens}")]
    public static partial void Started(ILogger logger, Uri address, string source, string tokens);

    [LoggerMessage(2, LogLevel.Warning, "The change was not made, the data file cannot be written: {Reason}")]
    public static partial void DataFileNotWritten(ILogger logger, string reason);

    [LoggerMessage(3, LogLevel.Error, "{Method} {Path} failed: {Exception}")]
    public static partial void Failed(ILogger logger, string method, string path, string exception);
}
