using Microsoft.Extensions.Logging;

namespace DevFlow.Secrets;

/// <summary>What the secrets system logs. Keys, places and reasons; never a part of a value.</summary>
internal static partial class SecretsLog
{
    [LoggerMessage(1, LogLevel.Debug, "{Key} resolved from {Source} ({Detail})")]
    public static partial void Resolved(ILogger logger, string key, string source, string detail);

    [LoggerMessage(2, LogLevel.Debug, "{Key} was found in no source")]
    public static partial void NotFound(ILogger logger, string key);

    [LoggerMessage(3, LogLevel.Warning, "{Key}: {Source} is passed over, {Outcome}: {Detail}")]
    public static partial void PassedOver(ILogger logger, string key, string source, SourceOutcome outcome, string detail);

    [LoggerMessage(4, LogLevel.Error, "{Key}: {Source} ends the search, {Outcome}: {Detail}")]
    public static partial void Refused(ILogger logger, string key, string source, string outcome, string detail);

    [LoggerMessage(5, LogLevel.Information, "Reloaded {What}")]
    public static partial void Reloaded(ILogger logger, string what);

    [LoggerMessage(6, LogLevel.Warning, "1Password Connect ({Place}) is away; values that are known are served past their time, others fall through")]
    public static partial void Away(ILogger logger, string place);

    [LoggerMessage(7, LogLevel.Information, "1Password Connect ({Place}) is back")]
    public static partial void Back(ILogger logger, string place);

    [LoggerMessage(8, LogLevel.Error, "A listener to changed secrets failed with {Fault}")]
    public static partial void ListenerFailed(ILogger logger, string fault);
}
