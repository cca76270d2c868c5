using Microsoft.Extensions.Logging;

namespace DevFlow.Secrets;

/// <summary>What the client of 1Password Connect logs. Endpoints, ids and reasons; never a part of a value.</summary>
internal static partial class ConnectLog
{
    [LoggerMessage(20, LogLevel.Debug, "{Problem}; asking again in {Delay}")]
    public static partial void AskingAgain(ILogger logger, string problem, TimeSpan delay);

    [LoggerMessage(21, LogLevel.Warning, "1Password Connect at {Endpoint} keeps failing and is left alone for {Duration}")]
    public static partial void LeftAlone(ILogger logger, string endpoint, TimeSpan duration);

    [LoggerMessage(22, LogLevel.Information, "1Password Connect at {Endpoint} answers again")]
    public static partial void Back(ILogger logger, string endpoint);

    [LoggerMessage(23, LogLevel.Warning, "1Password: {Reference} could not be loaded ahead, {Kind}: {Detail}")]
    public static partial void NotPreloaded(ILogger logger, string reference, ConnectErrorKind kind, string detail);

    [LoggerMessage(24, LogLevel.Information, "1Password: what was known of {Reference} no longer holds; looking its ids up anew")]
    public static partial void LookingUpAnew(ILogger logger, string reference);
}
